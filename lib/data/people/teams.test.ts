import { expect, test } from "vitest";
import { showId } from "../../domain/id";
import { findDoor } from "../../engine/receive/door";
import { readApiKey } from "../../identity/api-key";
import { untilBlocked } from "../../postgres/blocked.fixture";
import { db, transaction } from "../../postgres/db";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { newWebhook } from "../webhooks/webhook.fixture";
import { createApiKey, getApiKey, updateApiKey } from "./api-keys";
import { addTeamMember, createTeam, deleteTeam, getTeam, listTeams, removeTeamMember, updateTeam } from "./teams";

const memberId = (of: TestOrganization) => showId("user", of.member.id);

test("a team's name is its own in the organization", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  const team = await createTeam(of.admin, { name: "Backend" });
  await createTeam(other.admin, { name: "Backend" });
  const taken = { status: 409, code: "name_taken", errors: [{ path: "name" }] };
  await expect(createTeam(of.admin, { name: "Backend" })).rejects.toMatchObject(taken);
  for (const alike of ["backend", "BACKEND", "Back\u200bend", "Ｂackend"])
    await expect(createTeam(of.admin, { name: alike }), alike).rejects.toMatchObject(taken);
  const both = await Promise.allSettled(["Ops", "ops"].map((name) => createTeam(other.admin, { name })));
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  const second = await createTeam(of.admin, { name: "Frontend" });
  await expect(updateTeam(of.admin, second.id, { name: "Backend" })).rejects.toMatchObject(taken);
  expect(await updateTeam(of.admin, team.id, { name: "Backend" })).toEqual(team);
  expect((await listTeams(of.member, { limit: 200 })).data.map(({ name }) => name)).toEqual(["Frontend", "Backend"]);
});

test("only members of the organization are in its teams, each once", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  const { id } = await createTeam(of.admin, { name: "Backend" });
  const noMember = { status: 404, code: "not_found" };
  await expect(addTeamMember(of.admin, id, memberId(other))).rejects.toMatchObject(noMember);
  await expect(addTeamMember(of.admin, id, "nonsense")).rejects.toMatchObject(noMember);
  await addTeamMember(of.admin, id, memberId(of));
  await addTeamMember(of.admin, id, memberId(of));
  expect((await getTeam(of.member, id)).members).toEqual([{ id: memberId(of), name: "Member", email: of.memberEmail }]);
  await removeTeamMember(of.admin, id, memberId(of));
  await expect(removeTeamMember(of.admin, id, memberId(of))).rejects.toMatchObject(noMember);
});

test("a key is made of a team, moved, and outlives it", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  const team = await createTeam(of.admin, { name: "Backend" });
  const strange = await createTeam(other.admin, { name: "Backend" });
  const { id, key } = await createApiKey(of.admin, { name: "Key", scopes: ["publish"], team_id: team.id });
  expect(await getApiKey(of.admin, id)).toMatchObject({ team_id: team.id });
  expect(await getTeam(of.admin, team.id)).toMatchObject({ api_keys: 1 });
  for (const team_id of [strange.id, "nonsense"])
    await expect(updateApiKey(of.admin, id, { team_id })).rejects.toMatchObject({ status: 422, errors: [{ path: "team_id" }] });
  expect(await updateApiKey(of.admin, id, { team_id: null })).toMatchObject({ team_id: null });
  expect(await updateApiKey(of.admin, id, { team_id: team.id })).toMatchObject({ team_id: team.id });
  expect(await updateApiKey(of.admin, id, { name: "New" })).toMatchObject({ team_id: team.id });
  await deleteTeam(of.admin, team.id);
  expect(await getApiKey(of.admin, id)).toMatchObject({ team_id: null });
  expect(await readApiKey(key)).toMatchObject({ organizationId: of.id });
});

test("a key that is made of a team or moved to it while the team is deleted is told that there is none", async () => {
  const of = await newOrganization();
  const { id } = await createTeam(of.admin, { name: "Backend" });
  const key = await createApiKey(of.admin, { name: "K", scopes: ["read"] });
  let tell = (_pid: number) => {};
  const deleting = new Promise<number>((resolve) => {
    tell = resolve;
  });
  const deleted = transaction(async () => {
    await deleteTeam(of.admin, id);
    const [own] = await db().$queryRaw<{ pid: number }[]>`SELECT pg_backend_pid() AS pid`;
    tell(own?.pid ?? 0);
    await untilBlocked(own?.pid ?? 0, 2);
  });
  await Promise.race([deleting, deleted]);
  const noTeam = { status: 422, errors: [{ path: "team_id" }] };
  const tries = [createApiKey(of.admin, { name: "New", scopes: ["read"], team_id: id }), updateApiKey(of.admin, key.id, { team_id: id })];
  const results = await Promise.allSettled(tries);
  await deleted;
  for (const result of results) expect(result).toMatchObject({ status: "rejected", reason: noTeam });
});

test("the webhooks of a team take nothing any more once it is deleted, and say its new name once it is renamed", async () => {
  const of = await newOrganization();
  const { teamId, token } = await newWebhook(of);
  const team = showId("team", teamId);
  expect(await findDoor(token)).toMatchObject({ team: { id: teamId } });
  await updateTeam(of.admin, team, { name: "Payments" });
  expect(await findDoor(token)).toMatchObject({ team: { name: "Payments" } });
  const rolledBack = transaction(async () => {
    await deleteTeam(of.admin, team);
    throw new Error("no");
  });
  await expect(rolledBack).rejects.toThrow("no");
  expect(await findDoor(token)).toMatchObject({ team: { name: "Payments" } });
  await transaction(() => deleteTeam(of.admin, team));
  expect(await findDoor(token)).toBeNull();
});
