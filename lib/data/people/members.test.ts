import { expect, test } from "vitest";
import { showId } from "../../domain/id";
import { readSession } from "../../identity/people";
import { beginSignInLink, redeemSignInLink } from "../../identity/sign-in-link";
import { db } from "../../postgres/db";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { listMembers, removeMember, signOutMember, updateMember } from "./members";
import { addTeamMember, createTeam, getTeam } from "./teams";

const userId = (of: TestOrganization, who: "admin" | "member") => showId("user", of[who].id);
const roleOf = async (of: TestOrganization, who: "admin" | "member") => (await readSession(of[who].id, 1, of.id))?.role;

test("members are listed with their role and teams, a page at a time, and one of them is you", async () => {
  const of = await newOrganization();
  const team = await createTeam(of.admin, { name: "Backend" });
  await addTeamMember(of.admin, team.id, userId(of, "member"));
  const first = await listMembers(of.member, { limit: 1 });
  expect(first.data).toMatchObject([{ id: userId(of, "member"), role: "member", teams: [{ id: team.id, name: "Backend" }], you: true }]);
  const second = await listMembers(of.member, { limit: 1, cursor: first.next_cursor ?? "" });
  expect(second).toMatchObject({ data: [{ id: userId(of, "admin"), email: of.email, role: "admin", you: false }], next_cursor: null });
});

test("a new role holds from the next request on, in the same session", async () => {
  const of = await newOrganization();
  expect(await roleOf(of, "member")).toBe("member");
  await updateMember(of.admin, userId(of, "member"), { role: "admin" });
  expect(await roleOf(of, "member")).toBe("admin");
});

test("the last admin is neither demoted nor removed", async () => {
  const of = await newOrganization();
  const refused = { status: 409, code: "last_admin" };
  await expect(updateMember(of.admin, userId(of, "admin"), { role: "member" })).rejects.toMatchObject(refused);
  await expect(removeMember(of.admin, userId(of, "admin"))).rejects.toMatchObject(refused);
  await updateMember(of.admin, userId(of, "member"), { role: "admin" });
  await removeMember(of.admin, userId(of, "admin"));
  await expect(removeMember(of.member, userId(of, "member"))).rejects.toMatchObject({ status: 403 });
  await expect(removeMember({ ...of.member, role: "admin" }, userId(of, "member"))).rejects.toMatchObject(refused);
});

test("of two admins who demote or remove each other at the same moment, one stays", async () => {
  for (let round = 0; round < 5; round++) {
    const of = await newOrganization();
    await updateMember(of.admin, userId(of, "member"), { role: "admin" });
    const other = { ...of.member, role: "admin" as const };
    const results = await Promise.allSettled([
      updateMember(of.admin, userId(of, "member"), { role: "member" }),
      round % 2 === 0 ? updateMember(other, userId(of, "admin"), { role: "member" }) : removeMember(other, userId(of, "admin")),
    ]);
    expect(results.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(await db().membership.count({ where: { organizationId: of.id, role: "admin" } })).toBe(1);
  }
});

test("who is removed is out at once, of the teams too, and keeps their other organizations", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  await db().membership.create({ data: { organizationId: other.id, userId: of.member.id, role: "member" } });
  const team = await createTeam(of.admin, { name: "Backend" });
  await addTeamMember(of.admin, team.id, userId(of, "member"));
  const theirs = await createTeam(other.admin, { name: "Backend" });
  await addTeamMember(other.admin, theirs.id, userId(of, "member"));
  await removeMember(of.admin, userId(of, "member"));
  expect((await readSession(of.member.id, 1, of.id))?.organizationId).toBe(other.id);
  expect((await getTeam(of.admin, team.id)).members).toEqual([]);
  expect((await getTeam(other.admin, theirs.id)).members).toHaveLength(1);
  await removeMember(other.admin, userId(of, "member"));
  expect(await readSession(of.member.id, 1, of.id)).toBeNull();
});

test("signing a member out ends their sessions and the links that would begin one", async () => {
  const of = await newOrganization();
  const link = await beginSignInLink(of.memberEmail);
  await signOutMember(of.admin, userId(of, "member"));
  expect(await readSession(of.member.id, 1, of.id)).toBeNull();
  expect(await readSession(of.member.id, 2, of.id)).not.toBeNull();
  expect(await redeemSignInLink(link?.token ?? "")).toBeNull();
});
