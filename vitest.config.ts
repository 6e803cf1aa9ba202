import path from "node:path";
import { defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";

/** The file that takes longest first: else one worker would be at it while the other has nothing left. */
class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    const isLong = ({ moduleId }: TestSpecification) => moduleId.includes("/faults/");
    const sorted = await super.sort(files);
    return [...sorted.filter(isLong), ...sorted.filter((file) => !isLong(file))];
  }
}

// One project after the other: each may use the whole machine.
export default defineConfig({
  resolve: { alias: { "@": path.resolve(import.meta.dirname) } },
  test: {
    maxWorkers: 2,
    sequence: { sequencer: LongestFirst },
    // The limits here and below are for what hangs. How long something may take is said by the test that promises it.
    expect: { poll: { timeout: 60_000, interval: 20 } },
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
          testTimeout: 120_000,
          sequence: { groupOrder: 1 },
        },
      },
      {
        extends: true,
        test: {
          name: "data",
          include: ["lib/{postgres,changes,request,identity,engine,data,http}/**/*.test.ts", "inngest/**/*.test.ts", "prisma/**/*.test.ts"],
          globalSetup: ["e2e/database.ts"],
          testTimeout: 120_000,
          hookTimeout: 180_000,
          sequence: { groupOrder: 2 },
        },
      },
      {
        extends: true,
        test: {
          name: "api",
          include: ["e2e/**/*.test.ts", "faults/**/*.test.ts"],
          globalSetup: ["e2e/apps.ts"],
          testTimeout: 180_000,
          hookTimeout: 180_000,
          maxConcurrency: 30,
          sequence: { groupOrder: 3 },
        },
      },
    ],
  },
});
