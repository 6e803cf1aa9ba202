import { expect, test } from "vitest";
import { parseAddresses } from "./parse-addresses";

test.each([
  ["mia@example.com", ["mia@example.com"]],
  ["mia@example.com, tom@example.com;\n ada@example.com ", ["mia@example.com", "tom@example.com", "ada@example.com"]],
  ['Mia Meyer <mia@example.com>, "Doe, Tom" <tom@example.com>', ["mia@example.com", "tom@example.com"]],
  ["mia@example.com Mia@Example.com", ["mia@example.com"]],
  ['"on call, 1"@example.com,tom@example.com', ['"on call, 1"@example.com', "tom@example.com"]],
  ["not-an-address", ["not-an-address"]],
  [" ,; \n", []],
])("%j names %j", (text, addresses) => {
  expect(parseAddresses(text)).toEqual(addresses);
});
