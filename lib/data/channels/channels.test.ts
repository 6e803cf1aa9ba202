import { afterEach, expect, test, vi } from "vitest";
import { newId } from "../../domain/id";
import { acceptAlerts } from "../../engine/publish/store-alerts";
import { db } from "../../postgres/db";
import { newAlert, newOrganization } from "../organization.fixture";
import { createChannel, previewPattern, updateChannel } from "./channels";

afterEach(() => vi.restoreAllMocks());

/** An organization with this many alerts, each of its own name. */
async function withNames(count: number) {
  const of = await newOrganization();
  await acceptAlerts(Array.from({ length: count }, (_, index) => newAlert(of, { name: `payment:${String(index).padStart(4, "0")}` })));
  return of;
}

/** A clock by which a look at it takes so many milliseconds, and nothing else any time; a preview has 250. */
function passAtEachLook(ms: number): void {
  let now = performance.now();
  vi.spyOn(performance, "now").mockImplementation(() => {
    now += ms;
    return now;
  });
}

test("a preview looks at every name, and lets other work go on in between", async () => {
  const of = await withNames(250);
  passAtEachLook(0.05);
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
  passAtEachLook(1);
  const preview = await previewPattern(of.admin, { pattern: ".*" });
  expect(preview.complete).toBe(false);
  expect(preview.names_considered).toBeGreaterThan(10);
  expect(preview.names_considered).toBeLessThan(250);
  expect(preview.matches).toHaveLength(preview.names_considered);
});

test("patterns that are too complex together are refused with how complex they are; one that gets simpler is not", async () => {
  const of = await newOrganization();
  const costly = (index: number) => `.{0,200}${index}`;
  await db().channel.createMany({
    data: Array.from({ length: 61 }, (_, index) => ({
      id: newId(),
      organizationId: of.id,
      name: "Costly",
      description: "",
      pattern: costly(index),
      enabled: true,
    })),
  });
  const channel = await createChannel(of.admin, { name: "Still fits", pattern: ".{0,100}", enabled: true });
  const refused = {
    status: 422,
    errors: [{ path: "pattern", message: expect.stringMatching(/2\d,?\d{3} instructions, 4\d\d of them here, and 25,?000/) }],
  };
  await expect(createChannel(of.admin, { name: "Too much", pattern: costly(100), enabled: true })).rejects.toMatchObject(refused);
  await expect(updateChannel(of.admin, channel.id, { pattern: ".{0,230}x" })).rejects.toMatchObject(refused);
  await db().channel.updateMany({ where: { organizationId: of.id, name: "Costly" }, data: { pattern: `${costly(0)}.{0,40}` } });
  await expect(updateChannel(of.admin, channel.id, { pattern: ".{0,101}" })).rejects.toMatchObject({ status: 422 });
  expect(await updateChannel(of.admin, channel.id, { pattern: ".{0,99}", name: "Simpler" })).toMatchObject({ name: "Simpler" });
});
