import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openApiFile, openApiText } from "./openapi";

test("openapi.json says what the routes declare; `npm run openapi` writes it", async () => {
  expect(readFileSync(openApiFile, "utf8")).toBe(await openApiText());
  // It loads every route.
}, 60_000);

/** They answer a question, and store nothing. */
const questions = ["POST /api/v1/channels/preview", "POST /api/v1/explain", "POST /api/v1/subscriptions/backtest"];

test("a key that may only read can call nothing that changes something", () => {
  const { paths } = JSON.parse(readFileSync(openApiFile, "utf8")) as { paths: Record<string, Record<string, { description?: string }>> };
  const readable = Object.entries(paths).flatMap(([path, operations]) =>
    Object.entries(operations).flatMap(([method, { description }]) =>
      method !== "get" && description === "Scope: read" ? [`${method.toUpperCase()} ${path}`] : [],
    ),
  );
  expect(readable.sort()).toEqual(questions);
});

test("each operation is under a noun, also the inbound door, whose path begins with a token", () => {
  const { paths } = JSON.parse(readFileSync(openApiFile, "utf8")) as { paths: Record<string, Record<string, { tags: string[] }>> };
  const tags = Object.values(paths).flatMap((path) => Object.values(path).flatMap((operation) => operation.tags));
  expect(tags.filter((tag) => !/^[a-z-]+$/.test(tag))).toEqual([]);
  expect(paths["/moment/{token}"]?.post?.tags).toEqual(["moments"]);
});
