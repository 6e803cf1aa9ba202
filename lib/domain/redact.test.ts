import { describe, expect, test } from "vitest";
import { redact } from "./redact";

const secret = `https://hooks.example/a&b/"token"?é=1`;

describe("a secret is taken out", () => {
  test.each([
    ["as it is", secret],
    ["of JSON", JSON.stringify(secret).slice(1, -1)],
    ["of JSON within JSON", JSON.stringify(JSON.stringify(secret).slice(1, -1)).slice(1, -1)],
    ["of JSON with escaped slashes", JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/")],
    ["of a query", encodeURIComponent(secret)],
    ["of a URL", encodeURI(secret)],
    ["of HTML", secret.replaceAll("&", "&amp;")],
    ["of HTML with its quotes", secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;")],
    ["of a query in small letters", encodeURIComponent(secret).replace(/%../g, (code) => code.toLowerCase())],
    ["of JSON for HTML", JSON.stringify(secret).slice(1, -1).replaceAll("&", "\\u0026")],
    ["in base64", Buffer.from(secret).toString("base64")],
    ["in base64 without its end", Buffer.from(secret).toString("base64").replace(/=+$/, "")],
    ["in base64url", Buffer.from(secret).toString("base64url")],
    ["in hex", Buffer.from(secret).toString("hex")],
    ["in HEX", Buffer.from(secret).toString("hex").toUpperCase()],
    [
      "in hex with colons",
      Buffer.from(secret)
        .toString("hex")
        .replace(/..(?=.)/g, "$&:"),
    ],
    ["percent by percent", Buffer.from(secret).toString("hex").replace(/../g, "%$&")],
    ["PERCENT BY PERCENT", Buffer.from(secret).toString("hex").toUpperCase().replace(/../g, "%$&")],
    ["reversed", [...secret].reverse().join("")],
    ["in CAPITALS", secret.toUpperCase()],
    [
      "in HEX with colons",
      Buffer.from(secret)
        .toString("hex")
        .toUpperCase()
        .replace(/..(?=.)/g, "$&:"),
    ],
    ["of JSON, unit by unit", secret.replace(/./g, (unit) => `\\u00${unit.charCodeAt(0).toString(16)}`)],
    ["of HTML, unit by unit", secret.replace(/./g, (unit) => `&#${unit.charCodeAt(0)};`)],
    ["of HTML, UNIT BY UNIT", secret.replace(/./g, (unit) => `&#x${unit.charCodeAt(0).toString(16).toUpperCase()};`)],
  ])("%s", (_title, written) => expect(redact(`got <${written}>, ${written}`, [secret])).toBe("got <[redacted]>, [redacted]"));

  test("the longer one first, so that none leaves a rest behind", () => {
    expect(redact("key-and-more", ["key-", "key-and-more"])).toBe("[redacted]");
  });

  test("but what is too short to be one stays", () => expect(redact("1 of 12", ["1", ""])).toBe("1 of 12"));
});

test.each([["base64"], ["base64url"], ["hex"]] as const)(
  "a secret within a longer text in %s leaves no part to guess it by",
  (encoding) => {
    const token = "s3cretT0kenOfHeader";
    for (const before of ["", "a", "ab", "abc", "user:"])
      for (const after of ["", "z", "zz", "\r\n"]) {
        const shown = redact(Buffer.from(`${before}${token}${after}`).toString(encoding), [token]);
        expect(shown).toContain("[redacted]");
        const rest = Buffer.from(shown.replace("[redacted]", ""), encoding).toString("latin1");
        expect(rest).not.toContain(token.slice(1, 4));
        expect(shown.length).toBeLessThan("[redacted]".length + 2 * (before.length + after.length + 4));
      }
  },
);

test("of half a character, and in half a megabyte, nothing breaks", () => {
  expect(redact("x\ud83dy and abc\ud83ddef", ["abc\ud83ddef"])).toBe("x\ud83dy and [redacted]");
  expect(redact("x".repeat(500_000), ["s3cretT0kenOfHeader"])).toHaveLength(500_000);
});
