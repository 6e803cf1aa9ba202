import { expect, test } from "vitest";
import { getAlert } from "../data/alerts/alerts";
import { createChannel, deleteChannel, updateChannel } from "../data/channels/channels";
import { deleteDestination, updateDestination } from "../data/destinations/destinations";
import { createEnvironment } from "../data/environments/environments";
import { newAlert, newOrganization, newRoute, publishAll } from "../data/organization.fixture";
import { deleteSubscription, updateSubscription } from "../data/subscriptions/subscriptions";
import { showId } from "../domain/id";
import { disableDestination } from "../engine/deliver/disable";
import { acceptAlerts } from "../engine/publish/store-alerts";
import { db, transaction } from "../postgres/db";
import { currentConfig, loadConfig } from "./config-versions";

const versionsOf = (organizationId: string) => db().configVersion.findMany({ where: { organizationId }, orderBy: { version: "asc" } });

test("each change of what routing knows makes one new version, and leaves the earlier ones as they were", async () => {
  const of = await newOrganization();
  const { channel, destination, subscription } = await newRoute(of);
  await createEnvironment(of.admin, { slug: "production" });
  const changes: Record<string, () => Promise<unknown>> = {
    "channel renamed": () => updateChannel(of.admin, channel.id, { name: "New" }),
    "channel moved": () => updateChannel(of.admin, channel.id, { environment: "production" }),
    "destination off": () => updateDestination(of.admin, destination.id, { enabled: false }),
    "destination on": () => updateDestination(of.admin, destination.id, { enabled: true }),
    "subscription off": () => updateSubscription(of.admin, subscription.id, { enabled: false }),
    "subscription emptied": () => updateSubscription(of.admin, subscription.id, { destination_ids: [] }),
    "subscription deleted": () => deleteSubscription(of.admin, subscription.id),
    "channel deleted": () => deleteChannel(of.admin, channel.id),
    "destination deleted": () => deleteDestination(of.admin, destination.id),
  };
  let before = await versionsOf(of.id);
  for (const [name, change] of Object.entries(changes)) {
    await change();
    const after = await versionsOf(of.id);
    expect(after.slice(0, before.length), name).toEqual(before);
    expect(
      after.map(({ version }) => version),
      name,
    ).toEqual([...before.map(({ version }) => version), before.length + 1]);
    before = after;
  }
  expect(await currentConfig(of.id)).toMatchObject({ version: before.length, subscriptions: [], destinations: [] });
});

test("changes that come together are versions in a row, each with all that came before it", async () => {
  const of = await newOrganization();
  const names = Array.from({ length: 8 }, (_, index) => `Channel ${index}`);
  await Promise.all(names.map((name) => createChannel(of.admin, { name, pattern: "a", enabled: true })));
  const versions = await versionsOf(of.id);
  expect(versions.map(({ version }) => version)).toEqual(Array.from({ length: 9 }, (_, index) => index + 1));
  const counts = await Promise.all(versions.map(async ({ version }) => (await loadConfig(of.id, version)).channels.length));
  expect(counts).toEqual(Array.from({ length: 9 }, (_, index) => index + 4));
});

test("a change that is refused makes no version", async () => {
  const of = await newOrganization();
  const { channel } = await newRoute(of);
  const before = await versionsOf(of.id);
  await expect(updateChannel(of.admin, channel.id, { name: "New", environment: "nowhere" })).rejects.toMatchObject({ status: 422 });
  const system = await db().channel.findFirstOrThrow({ where: { organizationId: of.id, system: true } });
  await expect(deleteChannel(of.admin, showId("chan", system.id))).rejects.toMatchObject({ status: 403 });
  expect(await versionsOf(of.id)).toEqual(before);
});

test("an alert's trace is that of the configuration it was routed with, whatever became of it since", async () => {
  const of = await newOrganization();
  const { channel, destination, subscription } = await newRoute(of, { pattern: "payment:.*" });
  const alert = newAlert(of);
  await publishAll(of, [alert]);
  const before = (await getAlert(of.admin, showId("alert", alert.id))).alert;
  expect(before.trace?.config_version).toBe((await currentConfig(of.id)).version);
  await updateChannel(of.admin, channel.id, { name: "Renamed", pattern: "other" });
  await updateSubscription(of.admin, subscription.id, { name: "Renamed", enabled: false });
  await deleteChannel(of.admin, channel.id);
  const after = (await getAlert(of.admin, showId("alert", alert.id))).alert;
  expect(after.trace).toEqual(before.trace);
  expect(after.channels).toEqual([{ id: channel.id, name: "Everything", pattern: "payment:.*" }]);
  await deleteDestination(of.admin, destination.id);
  expect((await getAlert(of.admin, showId("alert", alert.id))).alert.trace).toEqual(before.trace);
});

test("what is remembered has a bound, and what was not used for longest goes first", async () => {
  const of = await newOrganization();
  await createChannel(of.admin, { name: "Channel", pattern: "a", enabled: true });
  const { config, version } = await db().configVersion.findFirstOrThrow({ where: { organizationId: of.id }, orderBy: { version: "desc" } });
  const { channels, ...rest } = config as { channels: object[] };
  // Of 20,000 parts, twenty such versions are a few too many.
  const large = { ...rest, channels: Array.from({ length: 1_000 }, () => channels[0] as object) };
  const versions = Array.from({ length: 20 }, (_, index) => version + 1 + index);
  await db().configVersion.createMany({ data: versions.map((version) => ({ organizationId: of.id, version, config: large })) });
  const [first, second] = [await loadConfig(of.id, versions[0] as number), await loadConfig(of.id, versions[1] as number)];
  for (const version of versions.slice(2)) {
    await loadConfig(of.id, version);
    expect(await loadConfig(of.id, versions[0] as number)).toBe(first);
  }
  const again = await loadConfig(of.id, versions[1] as number);
  expect(again).not.toBe(second);
  expect(again).toEqual(second);
});

test("an alert that is not routed yet has no trace", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const alert = newAlert(of);
  // Inside one transaction, so that nobody can route it meanwhile.
  const shown = await transaction(async () => {
    await acceptAlerts([alert]);
    return (await getAlert(of.admin, showId("alert", alert.id))).alert;
  });
  expect(shown).toMatchObject({ routed_at: null, trace: null, channels: [], deliveries: [] });
});

test("a destination that Hotline switches off is a change like any other: a version, and one entry in the audit", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const row = await db().destination.findFirstOrThrow({ where: { organizationId: of.id } });
  const { version } = await currentConfig(of.id);
  expect(await disableDestination(row, "http_410")).toBe(true);
  expect(await disableDestination(row, "http_410")).toBe(false);
  const config = await currentConfig(of.id);
  expect(config.version).toBe(version + 1);
  expect(config.destinations).toMatchObject([{ id: row.id, enabled: false }]);
  const entries = await db().auditEntry.findMany({ where: { organizationId: of.id, action: "destination.disabled" } });
  expect(entries).toMatchObject([{ actor: "hotline", subjectId: row.id, after: { reason: "http_410" } }]);
});
