import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { asvs } from "./asvs";

const root = path.resolve(import.meta.dirname, "../../..");

test("every requirement of levels 1 and 2 is there once, in the standard's order", () => {
  expect(asvs.filter(({ level }) => level === 1)).toHaveLength(70);
  expect(asvs).toHaveLength(253);
  const places = asvs.map(({ id }) => id.split(".").reduce((sum, part) => sum * 100 + Number(part), 0));
  expect(places).toEqual([...new Set(places)].sort((a, b) => a - b));
});

test.each(asvs.flatMap(({ id, answer }) => (answer.is === "tested" ? [[id, answer] as const] : [])))(
  "the test of %s is there",
  (_id, { file, title }) => {
    expect(existsSync(path.join(root, file)), file).toBe(true);
    expect(readFileSync(path.join(root, file), "utf8"), file).toContain(`"${title}"`);
  },
);
