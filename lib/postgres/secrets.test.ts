import { randomBytes } from "node:crypto";
import fc from "fast-check";
import { afterEach, expect, test } from "vitest";
import { env, setEnv } from "../env";
import { DecryptError, decrypt, encrypt, keyedHash, type Place } from "./secrets";

const place: Place = { table: "destinations", column: "config.url", row: "row-1", organizationId: "organization-1" };
const { ENCRYPTION_KEYS: keys = "", NEXTAUTH_SECRET: secret = "" } = env();

afterEach(() => setEnv({ ENCRYPTION_KEYS: keys, NEXTAUTH_SECRET: secret }));

test("what was encrypted opens at its place, and no two ciphertexts are alike", () => {
  fc.assert(
    fc.property(fc.string({ unit: "binary" }), (plain) => {
      const sealed = encrypt(plain, place);
      expect(decrypt(sealed, place)).toBe(plain);
      expect(encrypt(plain, place)).not.toBe(sealed);
    }),
  );
});

test.each<[keyof Place]>([["table"], ["column"], ["row"], ["organizationId"]])(
  "a ciphertext that was moved to another %s does not open",
  (part) => {
    const sealed = encrypt("secret", place);
    expect(() => decrypt(sealed, { ...place, [part]: "another" })).toThrow(DecryptError);
  },
);

test("a ciphertext with any character changed does not open", () => {
  const sealed = encrypt("secret", place);
  const text = sealed.slice(sealed.indexOf(".") + 1);
  const offset = sealed.length - text.length;
  for (let at = 0; at < text.length; at++) {
    if (text[at] === "." || text[at + 1] === "." || at === text.length - 1) continue;
    const changed = sealed.slice(0, offset + at) + (text[at] === "A" ? "B" : "A") + sealed.slice(offset + at + 1);
    expect(() => decrypt(changed, place), `at ${at}`).toThrow(DecryptError);
  }
});

test.each(["", "k1", "k1.a.b", "none.AAAA.AAAA", "...."])("what is no ciphertext (%j) does not open", (text) => {
  expect(() => decrypt(text, place)).toThrow(DecryptError);
});

test("the first key writes and every key reads, so that keys can be changed while the app runs", () => {
  const old = encrypt("secret", place);
  setEnv({ ENCRYPTION_KEYS: `k2:${randomBytes(32).toString("base64")},${keys}` });
  expect(decrypt(old, place)).toBe("secret");
  const fresh = encrypt("secret", place);
  expect(fresh).toMatch(/^k2\./);
  setEnv({ ENCRYPTION_KEYS: keys });
  expect(() => decrypt(fresh, place)).toThrow(DecryptError);
});

test.each(["k1", "k1:AAAA", "k 1:AAAA", `:${randomBytes(32).toString("base64")}`])(
  "ENCRYPTION_KEYS=%j is refused with how to write it",
  (text) => {
    setEnv({ ENCRYPTION_KEYS: text });
    expect(() => encrypt("secret", place)).toThrow(/id:base64 of 32 random bytes/);
  },
);

test("a token's hash is keyed: with another NEXTAUTH_SECRET it is another one", () => {
  const hash = keyedHash("hl_key_x");
  expect(keyedHash("hl_key_x")).toEqual(hash);
  expect(keyedHash("hl_key_y")).not.toEqual(hash);
  setEnv({ NEXTAUTH_SECRET: "another" });
  expect(keyedHash("hl_key_x")).not.toEqual(hash);
});
