import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openApiFile, openApiText } from "./openapi";

test("openapi.json says what the routes declare; `npm run openapi` writes it", async () => {
  expect(readFileSync(openApiFile, "utf8")).toBe(await openApiText());
  // It loads every route.
}, 60_000);

test("each operation is under a noun, also the inbound door, whose path begins with a token", () => {
  const { paths } = JSON.parse(readFileSync(openApiFile, "utf8")) as { paths: Record<string, Record<string, { tags: string[] }>> };
  const tags = Object.values(paths).flatMap((path) => Object.values(path).flatMap((operation) => operation.tags));
  expect(tags.filter((tag) => !/^[a-z-]+$/.test(tag))).toEqual([]);
  expect(paths["/moment/{token}"]?.post?.tags).toEqual(["moments"]);
});
