import { afterEach, expect, test, vi } from "vitest";
import { acceptAlerts } from "../../engine/publish/store-alerts";
import { newAlert, newOrganization } from "../organization.fixture";
import { previewPattern } from "./channels";

afterEach(() => vi.restoreAllMocks());

/** An organization with this many alerts, each of its own name. */
async function withNames(count: number) {
  const of = await newOrganization();
  await acceptAlerts(Array.from({ length: count }, (_, index) => newAlert(of, { name: `payment:${String(index).padStart(4, "0")}` })));
  return of;
}

test("a preview looks at every name, and lets other work go on in between", async () => {
  const of = await withNames(250);
  let turns = 0;
  const ticking = setInterval(() => turns++, 0);
  const preview = await previewPattern(of.admin, { pattern: "payment:...[05]" });
  clearInterval(ticking);
  expect(preview).toMatchObject({ names_considered: 250, complete: true });
  expect(preview.matches).toHaveLength(50);
  expect(preview.matches[1]).toEqual({ name: "payment:0005", count: 1 });
  expect(turns).toBeGreaterThan(0);
});

test("a preview that takes too long answers with what it has, and says so", async () => {
  const of = await withNames(350);
  // Each batch takes 130 ms by this clock, so two use up the 250 ms.
  let now = 0;
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += 130;
    return now;
  });
  const preview = await previewPattern(of.admin, { pattern: ".*" });
  expect(preview).toMatchObject({ names_considered: 200, complete: false });
  expect(preview.matches).toHaveLength(200);
});
