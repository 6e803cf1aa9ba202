import path from "node:path";
import { defineConfig } from "vitest/config";

// One project after the other: each may use the whole machine.
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    maxWorkers: 2,
    projects: [
      {
        extends: true,
        test: {
          name: "rules",
          include: [
            "scripts/**/*.test.ts",
            "sabotage/**/*.test.ts",
            "app/**/*.test.ts",
            "components/**/*.test.{ts,tsx}",
            "lib/domain/**/*.test.ts",
            "lib/destinations/**/*.test.ts",
            "lib/integrations/**/*.test.ts",
            "lib/*.test.ts",
            "lib/outbound/**/*.test.ts",
          ],
          testTimeout: 60_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "data",
          include: ["lib/{postgres,changes,request,identity,engine,data,http}/**/*.test.ts", "inngest/**/*.test.ts", "prisma/**/*.test.ts"],
          globalSetup: ["e2e/database.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "api",
          include: ["e2e/**/*.test.ts", "faults/**/*.test.ts"],
          globalSetup: ["e2e/apps.ts"],
          testTimeout: 60_000,
          hookTimeout: 120_000,
          maxConcurrency: 30,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
