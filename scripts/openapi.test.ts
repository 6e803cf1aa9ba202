import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { openApiFile, openApiText } from "./openapi";

test("openapi.json says what the routes declare; `npm run openapi` writes it", async () => {
  expect(readFileSync(openApiFile, "utf8")).toBe(await openApiText());
  // It loads every route.
}, 60_000);
