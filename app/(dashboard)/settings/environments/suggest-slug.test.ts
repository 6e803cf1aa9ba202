import fc from "fast-check";
import { expect, test } from "vitest";
import { environmentInput } from "@/lib/domain/routing/environment";
import { suggestSlug } from "./suggest-slug";

test.each([
  ["Production", "production"],
  ["Production (EU)", "production-eu"],
  ["  Köln / Straße 7 ", "koln-stra-e-7"],
  ["pre_prod", "pre_prod"],
  ["--a--", "a"],
  ["生産", ""],
  ["", ""],
])("%j is suggested as %j", (name, slug) => {
  expect(suggestSlug(name)).toBe(slug);
});

test("what is suggested is a slug that the API takes", () => {
  fc.assert(
    fc.property(fc.string({ maxLength: 200, unit: "grapheme" }), (name) => {
      const slug = suggestSlug(name);
      fc.pre(slug !== "");
      expect(environmentInput.safeParse({ slug }).success).toBe(true);
    }),
  );
});
