import { expect, test } from "vitest";
import { db } from "../../postgres/db";
import { newOrganization } from "../organization.fixture";
import { createDestination } from "./destinations";
import { openSaved } from "./test-destination";

const config = { url: "https://example.com/hook", headers: { Authorization: "Bearer the-real-secret" } };

test("a test of changed settings sends the saved secrets where masks stand for them, and is on record", async () => {
  const { admin, id: organizationId } = await newOrganization();
  const destination = await createDestination(admin, { name: "Hook", kind: "webhook", config, enabled: true });
  const changes = { url: "https://example.com/moved", headers: destination.config.headers };
  expect((await openSaved(admin, destination.id, changes)).config).toEqual({ ...config, url: "https://example.com/moved" });
  expect((await openSaved(admin, destination.id)).config).toEqual(config);
  const entries = await db().auditEntry.findMany({ where: { organizationId, action: "destination.tested" } });
  expect(entries.map(({ after }) => after)).toEqual([{ target: "https://example.com/moved" }]);
});

test("a test of changed settings names what is wrong with them", async () => {
  const { admin } = await newOrganization();
  const { id } = await createDestination(admin, { name: "Hook", kind: "webhook", config, enabled: true });
  await expect(openSaved(admin, id, { url: "not a url" })).rejects.toMatchObject({ errors: [{ path: "config.url" }] });
  await expect(openSaved(admin, id, { headers: { Other: "••••cret" } })).rejects.toMatchObject({
    errors: [{ path: "config.headers.Other" }],
  });
});
