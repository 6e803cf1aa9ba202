import { expect, test } from "vitest";
import { passwordChange, signInLinkInput } from "./profile";

test.each([
  ["/alerts/history?name=a&status=failed#x", true],
  ["//evil.example", false],
  ["/.//evil.example", false],
])("the mailed link may lead to %j: %s", (path, expected) => {
  expect(signInLinkInput.safeParse({ email: "a@example.com", callback_url: path }).success).toBe(expected);
});

// Signing in refuses such a text as nobody's password: who had set one would be locked out.
test.each(["\u0000", "\ud800", "\udc00\ud800"])("a password cannot hold %j", (part) => {
  const set = (new_password: string) => passwordChange.safeParse({ new_password }).success;
  expect(set(`battery horse ${part}`)).toBe(false);
  expect(set("battery horse \u{1F40E}")).toBe(true);
});
