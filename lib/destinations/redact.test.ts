import { describe, expect, test } from "vitest";
import { excerpt, maxExcerptBytes, redact } from "./redact";

const secret = `https://hooks.example/a&b/"token"?é=1`;

describe("a secret is taken out", () => {
  test.each([
    ["as it is", secret],
    ["of JSON", JSON.stringify(secret).slice(1, -1)],
    ["of JSON with escaped slashes", JSON.stringify(secret).slice(1, -1).replaceAll("/", "\\/")],
    ["of a query", encodeURIComponent(secret)],
    ["of a URL", encodeURI(secret)],
    ["of HTML", secret.replaceAll("&", "&amp;")],
    ["of HTML with its quotes", secret.replaceAll("&", "&amp;").replaceAll('"', "&quot;")],
  ])("%s", (_title, written) => expect(redact(`got <${written}>, ${written}`, [secret])).toBe("got <[redacted]>, [redacted]"));

  test("the longer one first, so that none leaves a rest behind", () => {
    expect(redact("key-and-more", ["key-", "key-and-more"])).toBe("[redacted]");
  });

  test("but what is too short to be one stays", () => expect(redact("1 of 12", ["1", ""])).toBe("1 of 12"));
});

describe("an excerpt", () => {
  test("is null when nothing came back, and holds no NUL, which Postgres refuses", () => {
    expect(excerpt("", [])).toBeNull();
    expect(excerpt("a\u0000b", [])).toBe("a\ufffdb");
  });

  test("is cut at 8 KiB, between characters, and only after the secrets are out", () => {
    const long = excerpt(`${"é".repeat(maxExcerptBytes / 2 - 1)}🔥`, []);
    expect(long).toBe("é".repeat(maxExcerptBytes / 2 - 1));
    const across = excerpt(`${"x".repeat(maxExcerptBytes - 5)}${secret}`, [secret]);
    expect(across).toBe(`${"x".repeat(maxExcerptBytes - 5)}[reda`);
  });
});
