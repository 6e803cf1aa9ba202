import { describe, expect, test } from "vitest";
import { excerpt, maxExcerptBytes } from "./redact";

const secret = `https://hooks.example/a&b/"token"?é=1`;

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
