import fc from "fast-check";
import { expect, test } from "vitest";
import { ownPath } from "./own-path";

test.each([
  "/",
  "/alerts/channels",
  "/alerts/history?status=failed&q=a%20b",
  "/alerts/history?name=a&status=failed#x",
  "/a?u=//evil.example",
])("%s is a path of this app", (path) => {
  expect(ownPath(path)).toBe(path);
});

test.each([
  "",
  "alerts",
  "https://evil.example",
  "javascript:alert(1)",
  "//evil.example",
  "/\\evil.example",
  "\\/evil.example",
  "/\t/evil.example",
  "/a\nb",
  "/a b",
  "/漢",
  "/.//evil.example",
  "/./\\evil.example",
  "/..//evil.example",
  "/a/..//evil.example",
  "/%2e//evil.example",
  "/%2E%2e/%2e//evil.example",
  "/a/.././/evil.example/?b#c",
])("%j could leave the app", (text) => {
  expect(ownPath(text)).toBeNull();
});

test("whatever comes out stays here, resolved against any address of this app, and is the same when it is read again", () => {
  const part = fc.constantFrom("/", "\\", ".", "..", "%2e", "%2f", "a", "?", "#", "@", ":", "evil.example", "\t", " ");
  fc.assert(
    fc.property(fc.array(part, { maxLength: 10 }), (parts) => {
      const path = ownPath(`/${parts.join("")}`);
      if (path === null) return;
      expect(new URL(path, "https://hotline.example/sign-in?x=1").origin).toBe("https://hotline.example");
      expect(ownPath(path)).toBe(path);
    }),
    { numRuns: 5_000 },
  );
});
