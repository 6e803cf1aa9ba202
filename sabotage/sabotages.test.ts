import { existsSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { sabotages } from "./sabotages";

const root = path.resolve(import.meta.dirname, "..");
const countIn = (file: string, text: string) =>
  existsSync(path.join(root, file)) ? readFileSync(path.join(root, file), "utf8").split(text).length - 1 : -1;

test.each(sabotages.map((sabotage) => [sabotage.name, sabotage] as const))(
  "there is something to %s, and a test that is to notice",
  (_name, of) => {
    expect(countIn(of.file, of.find), `${of.file}: ${of.find}`).toBe(1);
    expect(of.replace).not.toBe(of.find);
    expect(countIn(of.test, `"${of.title}"`), `${of.test}: ${of.title}`).toBe(1);
  },
);

test("each sabotage has a name of its own", () => {
  expect(new Set(sabotages.map(({ name }) => name)).size).toBe(sabotages.length);
});
