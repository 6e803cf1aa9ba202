import { expect, test } from "vitest";
import { suites } from ".";
import { randomFrom } from "./suite";

// A little of what `npm run faults` does, for each change, and the same each time: what is new each time is for `npm run faults`, which says its seed.
const seed = 1;

test.each(suites.filter(({ isTimed, isLarge }) => !isTimed && !isLarge).map((suite) => [suite.name, suite] as const))(
  "%s",
  async (_name, suite) => {
    const said: string[] = [];
    const { faults, figures } = await suite.run({ size: "small", random: randomFrom(seed), say: (line) => said.push(line) });
    expect(faults, `seed ${seed}, ${JSON.stringify(figures)}\n${said.join("\n")}`).toEqual([]);
  },
  300_000,
);
