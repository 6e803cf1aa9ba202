import { expect, test } from "vitest";
import { isOwnPath, signInLinkInput } from "./profile";

test.each([
  ["/", true],
  ["/alerts/history?name=a&status=failed#x", true],
  ["//evil.example", false],
  ["/\\evil.example", false],
  ["https://evil.example", false],
  ["javascript:alert(1)", false],
  ["alerts", false],
  ["", false],
  ["/a\nb", false],
  ["/a b", false],
  ["/漢", false],
])("%j is a path of this app: %s", (path, expected) => {
  expect(isOwnPath(path)).toBe(expected);
  expect(signInLinkInput.safeParse({ email: "a@example.com", callback_url: path }).success).toBe(expected);
});
