import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { saySignInError } from "./errors";

test("every reason that the server gives has a sentence of its own", () => {
  const auth = readFileSync(path.resolve(import.meta.dirname, "../../../lib/identity/session.ts"), "utf8");
  const codes = [...auth.matchAll(/new Error\("(\w+)"\)/g), ...auth.matchAll(/refusal: "(\w+)"/g)].map((match) => match[1]);
  expect(codes.length).toBeGreaterThan(3);
  const unknown = saySignInError("SomethingNew");
  for (const code of codes) expect(saySignInError(code), code).not.toBe(unknown);
});

test("a reason nobody knows is still told, and none is none", () => {
  expect(saySignInError("constructor")).not.toBeNull();
  expect(saySignInError(undefined)).toBeNull();
  expect(saySignInError("")).toBeNull();
});
