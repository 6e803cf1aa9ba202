import { describe, expect, test } from "vitest";
import { accountAddress, emailField } from "./email-address";

describe("an address is taken", () => {
  test.each([
    ["oncall@example.com"],
    ["o'brien+tag@example.co.uk"],
    ["!#$%&'*+/=?^_`{|}~-@example.com"],
    ["a.b.c@example.com"],
    ['"on call"@example.com'],
    ['"a@b"@example.com'],
    ['"a\\"b, c"@example.com'],
    ["a@xn--bcher-kva.example"],
    ["a@example.xn--p1ai"],
    ["a@1.2.example"],
    [`${"a".repeat(64)}@example.com`],
    ["A@Example.COM"],
  ])("%s, as it is", (address) => expect(emailField.parse(address)).toBe(address));

  test.each([
    ["  a@example.com ", "a@example.com"],
    ["a@bücher.example", "a@xn--bcher-kva.example"],
    ["a@пример.рф", "a@xn--e1afmkfd.xn--p1ai"],
    ["a@日本.example", "a@xn--wgv71a.example"],
  ])("%s, as %s", (text, address) => {
    expect(emailField.parse(text)).toBe(address);
    expect(emailField.parse(address)).toBe(address);
  });
});

test.each([
  ["oncall", "such as oncall@example.com"],
  ["a@b", "such as"],
  ["@example.com", "such as"],
  ["a@", "such as"],
  [".a@example.com", "such as"],
  ["a..b@example.com", "such as"],
  ["a b@example.com", "such as"],
  ['"a@example.com', "such as"],
  ['"a"b"@example.com', "such as"],
  ['"a>b"@example.com', "such as"],
  ["a@example..com", "such as"],
  ["a@-example.com", "such as"],
  ["a@exa_mple.com", "such as"],
  ["a@[127.0.0.1]", "such as"],
  ["a@127.0.0.1", "such as"],
  ["a@example.com/x", "such as"],
  ["a@bü/cher.example", "such as"],
  ["a@b.example, c@d.example", "such as"],
  ["a@example.com\r\nBcc: b@example.com", "such as"],
  ['"a\r\nb"@example.com', "ASCII alone"],
  ["Ops <a@example.com>", "such as"],
  ["müller@example.com", "ASCII alone before the @"],
  [`${"a".repeat(65)}@example.com`, "64"],
  [`a@${"b".repeat(64)}.com`, "such as"],
  [`${"a".repeat(60)}@${"b.".repeat(98)}com`, "254"],
  ["", "such as"],
  [undefined, "is required"],
  [5, "must be an e-mail address"],
])("%.40j is refused: %s", (text, words) => {
  expect(emailField.safeParse(text).error?.issues[0]?.message).toContain(words);
});

test("an account's address is one in any case and spelling", () => {
  expect(accountAddress(" Mia@BÜCHER.example ")).toBe("mia@xn--bcher-kva.example");
  expect(accountAddress(" Nobody ")).toBe("nobody");
});
