import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test } from "vitest";
import { startEmbeddedPostgres } from "../lib/postgres/embedded/start";
import { migrate } from "../lib/postgres/migrate";
import { diagnoseMigrations, diffSchema } from "../scripts/schema-engine";

test("the migrations make exactly the database that schema.prisma describes, and Prisma agrees that all are applied", async () => {
  const dataDir = mkdtempSync(path.join(tmpdir(), "hotline-drift-"));
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  try {
    await migrate(postgres.url);
    expect(await diffSchema(postgres.url), "run `npm run db:migration -- <name>`").toBeNull();
    expect(await diagnoseMigrations(postgres.url)).toEqual([]);
  } finally {
    await postgres.stop();
    rmSync(dataDir, { recursive: true });
  }
});
