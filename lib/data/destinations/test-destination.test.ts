import { afterEach, expect, test, vi } from "vitest";
import { db } from "../../postgres/db";
import { takeShare } from "../../request/shares";
import { newOrganization } from "../organization.fixture";
import { createDestination } from "./destinations";
import { openSaved, testDestination, testUnsaved } from "./test-destination";

afterEach(() => void vi.useRealTimers());

const config = { url: "https://example.com/hook", headers: { Authorization: "Bearer the-real-secret" } };

test("a test of changed settings sends the saved secrets where masks stand for them, and is on record", async () => {
  const { admin, id: organizationId } = await newOrganization();
  const destination = await createDestination(admin, { name: "Hook", kind: "webhook", config, enabled: true });
  const changes = { url: "https://example.com/moved", headers: destination.config.headers };
  expect((await openSaved(admin, destination.id, changes)).config).toEqual({ ...config, url: "https://example.com/moved" });
  expect((await openSaved(admin, destination.id)).config).toEqual(config);
  const entries = await db().auditEntry.findMany({ where: { organizationId, action: "destination.tested" } });
  expect(entries.map(({ after }) => after)).toEqual([{ target: "https://example.com/••••" }]);
});

test("a test of changed settings names what is wrong with them", async () => {
  const { admin } = await newOrganization();
  const { id } = await createDestination(admin, { name: "Hook", kind: "webhook", config, enabled: true });
  await expect(openSaved(admin, id, { url: "not a url" })).rejects.toMatchObject({ errors: [{ path: "config.url" }] });
  await expect(openSaved(admin, id, { headers: { Other: "••••cret" } })).rejects.toMatchObject({
    errors: [{ path: "config.headers.Other" }],
  });
});

const unsaved = { kind: "webhook", config: { url: "http://127.0.0.1:9/hook" } };
const tooMany = { status: 429, code: "too_many_tests" };

test("an organization has three tests under way at most, and leaves the others theirs", async () => {
  const [{ admin }, other] = [await newOrganization(), await newOrganization()];
  const places = [1, 2, 3].map(() => takeShare("test sends", admin.organizationId, { all: 1_000, own: 3 }));
  await expect(testUnsaved(admin, unsaved)).rejects.toMatchObject(tooMany);
  expect(await testUnsaved(other.admin, unsaved)).toMatchObject({ outcome: "connect_refused" });
  for (const release of places) release?.();
  expect(await testUnsaved(admin, unsaved)).toMatchObject({ outcome: "connect_refused" });
});

test("an organization sends thirty tests a minute at most, saved or not", async () => {
  const [{ admin }, other] = [await newOrganization(), await newOrganization()];
  const { id } = await createDestination(admin, { name: "Hook", kind: "webhook", config: unsaved.config, enabled: true });
  vi.useFakeTimers({ toFake: ["Date"] });
  for (let sent = 0; sent < 15; sent++) await Promise.all([testUnsaved(admin, unsaved), testDestination(admin, id)]);
  for (const send of [() => testUnsaved(admin, unsaved), () => testDestination(admin, id)])
    await expect(send()).rejects.toMatchObject({ ...tooMany, retryAfterSeconds: expect.any(Number) });
  expect(await testUnsaved(other.admin, unsaved)).toMatchObject({ outcome: "connect_refused" });
});
