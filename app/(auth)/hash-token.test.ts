import { expect, test } from "vitest";
import { readHashToken } from "./hash-token";

test.each([
  ["#token=hl_invite_abc", "hl_invite_abc"],
  ["#a=b&token=x", "x"],
  ["#token=", null],
  ["#something", null],
  ["", null],
])("%j holds the token %j", (hash, token) => {
  expect(readHashToken(hash)).toBe(token);
});
