import { expect, test } from "vitest";
import { newId, showId } from "../../domain/id";
import type { AuditFilter } from "../../domain/people/audit-entry";
import { revealSigningSecret } from "../destinations/signing-secret";
import { createEnvironment, deleteEnvironment } from "../environments/environments";
import { newOrganization, newRoute, type TestOrganization } from "../organization.fixture";
import { createApiKey } from "../people/api-keys";
import { createTeam, updateTeam } from "../people/teams";
import { listAuditEntries } from "./entries";

const list = async (of: TestOrganization, filter: AuditFilter = {}) => (await listAuditEntries(of.member, filter, { limit: 200 })).data;
const actions = async (of: TestOrganization, filter: AuditFilter) => (await list(of, filter)).map(({ action }) => action);

test("an entry says who, what and on what, by name", async () => {
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  await revealSigningSecret(of.admin, destination.id);
  const [entry] = await list(of);
  expect(entry).toMatchObject({
    actor: { type: "user", id: showId("user", of.admin.id), name: of.email.split("@")[0] },
    action: "destination.signing_secret_revealed",
    subject: { id: destination.id, name: "Hook" },
    before: null,
    after: null,
  });
  const created = (await list(of)).at(-1);
  expect(created).toMatchObject({ actor: { type: "hotline", id: null, name: null }, subject: { id: showId("org", of.id) } });
});

test("what is gone keeps the name that it had", async () => {
  const of = await newOrganization();
  const { id } = await createEnvironment(of.admin, { slug: "staging", name: "Staging" });
  await deleteEnvironment(of.admin, id);
  expect(await list(of, { subject_id: id })).toMatchObject([{ subject: { id, name: "Staging" }, after: null }, { before: null }]);
});

test("entries are filtered by actor, action, subject and time, and another organization's are never among them", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  const team = await createTeam(of.admin, { name: "Backend" });
  const key = await createApiKey(of.admin, { name: "Key", scopes: ["admin"] });
  await updateTeam({ ...of.key("admin"), id: newId() }, team.id, { name: "New" });
  expect(await actions(of, { subject_id: team.id })).toEqual(["team.updated", "team.created"]);
  expect(await actions(of, { action: "team.updated" })).toEqual(["team.updated"]);
  expect(await actions(of, { action: "team" })).toEqual(["team.updated", "team.created"]);
  expect(await actions(of, { action: "api_key" })).toEqual(["api_key.created", "api_key.created"]);
  for (const action of ["a%", "api%key", "apixkey", "\\"]) expect(await actions(of, { action })).toEqual([]);
  expect(await actions(of, { actor: showId("user", of.admin.id) })).toEqual(["api_key.created", "team.created"]);
  expect(await actions(of, { actor: "hotline" })).toEqual(["api_key.created", "organization.created"]);
  for (const actor of [key.id, showId("user", other.admin.id), "nonsense", ""]) expect(await actions(of, { actor })).toEqual([]);
  for (const subject_id of ["nonsense", "_", showId("team", newId())]) expect(await actions(of, { subject_id })).toEqual([]);
  expect(await actions(other, { subject_id: team.id })).toEqual([]);
  const [newest] = await list(of);
  const at = new Date(newest?.created_at ?? 0).getTime();
  expect(await actions(of, { from: new Date(at + 60_000) })).toEqual([]);
  expect(await actions(of, { from: new Date(at - 60_000), to: new Date(at + 60_000) })).toHaveLength(5);
});

test("the list goes on where its page ended", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const all = await list(of);
  const first = await listAuditEntries(of.admin, {}, { limit: 2 });
  const second = await listAuditEntries(of.admin, {}, { limit: 200, cursor: first.next_cursor ?? "" });
  expect([...first.data, ...second.data]).toEqual(all);
});
