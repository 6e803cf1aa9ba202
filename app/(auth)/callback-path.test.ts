import { expect, test } from "vitest";
import { readCallbackPath } from "./callback-path";

test.each(["/alerts/channels", "/alerts/history?status=failed&q=a%20b"])("%s is where sign-in leads", (path) => {
  expect(readCallbackPath(path)).toBe(path);
});

test.each([
  undefined,
  "",
  "https://evil.example",
  "//evil.example",
  "/\\evil.example",
  "/\t/evil.example",
  "/.//evil.example",
  "/%2e//evil.example",
  "javascript:alert(1)",
  "/sign-in",
  "/sign-in?callbackUrl=/",
  ["/a", "/b"],
])("%s leads nowhere but home", (path) => {
  expect(readCallbackPath(path)).toBe("/");
});
