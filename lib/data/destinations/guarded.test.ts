import { expect, test } from "vitest";
import { listAuditEntries } from "../audit/entries";
import { newOrganization } from "../organization.fixture";
import { createDestination, getDestination, listDestinations, updateDestination } from "./destinations";

const url = "https://hooks.example.com/services/c2VjcmV0?key=abcd1234";
const masked = "https://hooks.example.com/••••1234";

test("a webhook's URL is whole for who may change it, and masked for everybody else, the audit log's readers included", async () => {
  const of = await newOrganization();
  const { id } = await createDestination(of.admin, { name: "Hook", kind: "webhook", config: { url }, enabled: true });
  for (const actor of [of.admin, of.key("admin")]) {
    expect(await getDestination(actor, id)).toMatchObject({ config: { url }, target: "https://hooks.example.com/services/c2VjcmV0?…" });
  }
  for (const actor of [of.member, of.key("read")]) {
    expect(await getDestination(actor, id)).toMatchObject({ config: { url: masked }, target: masked });
    expect((await listDestinations(actor, { limit: 5 })).data).toMatchObject([{ config: { url: masked } }]);
  }
  expect(JSON.stringify(await listAuditEntries(of.admin, {}, { limit: 50 }))).not.toContain("c2VjcmV0");
});

test("a masked URL that is sent back means the stored one, and nothing else", async () => {
  const of = await newOrganization();
  const { id } = await createDestination(of.admin, { name: "Hook", kind: "webhook", config: { url }, enabled: true });
  expect(await updateDestination(of.admin, id, { config: { url: masked } })).toMatchObject({ config: { url } });
  const other = updateDestination(of.admin, id, { config: { url: "https://hooks.example.com/••••9999" } });
  await expect(other).rejects.toMatchObject({ status: 422, errors: [{ path: "config.url" }] });
});
