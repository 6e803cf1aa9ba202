import { expect, test } from "vitest";
import { showId } from "../../domain/id";
import { checkCredentials, readSession } from "../../identity/people";
import { db } from "../../postgres/db";
import { newOrganization } from "../organization.fixture";
import { describeActor } from "./me";
import { changePassword, chooseOrganization, signOutEverywhere, updateProfile } from "./profile";

const password = "battery horse correct";

test("a new password takes the current one, and ends every session but the one that asks", async () => {
  const { member, memberEmail, password: current, id } = await newOrganization();
  const refused = (error: string) => ({ status: 422, errors: [{ path: "current_password", message: error }] });
  await expect(changePassword(member, { new_password: password })).rejects.toMatchObject(refused("is required"));
  await expect(changePassword(member, { current_password: "wrong", new_password: password })).rejects.toMatchObject(refused("is wrong"));
  expect(await readSession(member.id, 1, id)).not.toBeNull();
  const { sessionVersion } = await changePassword(member, { current_password: current, new_password: password });
  expect(await readSession(member.id, 1, id)).toBeNull();
  expect(await readSession(member.id, sessionVersion, id)).not.toBeNull();
  expect(await checkCredentials(memberEmail, current)).toBeNull();
  expect(await checkCredentials(memberEmail, password)).toMatchObject({ id: member.id, sessionVersion });
  const [entry] = await db().auditEntry.findMany({ where: { organizationId: id, action: "user.password_changed" } });
  expect(entry).toMatchObject({ actor: `user:${member.id}`, subjectId: member.id, before: null, after: null });
});

test("an account without a password sets its first one by being signed in", async () => {
  const { member, memberEmail } = await newOrganization();
  await db().user.update({ where: { id: member.id }, data: { passwordHash: null } });
  expect(await describeActor(member)).toMatchObject({ user: { has_password: false } });
  await changePassword(member, { new_password: password });
  expect(await describeActor(member)).toMatchObject({ user: { has_password: true } });
  expect(await checkCredentials(memberEmail, password)).not.toBeNull();
});

test("signing out everywhere ends every session", async () => {
  const { member, id } = await newOrganization();
  await signOutEverywhere(member);
  expect(await readSession(member.id, 1, id)).toBeNull();
});

test("a person chooses among their own organizations, and sees each with their role there", async () => {
  const [of, other, third] = [await newOrganization(), await newOrganization(), await newOrganization()];
  await db().membership.create({ data: { organizationId: other.id, userId: of.admin.id, role: "member" } });
  expect(await chooseOrganization(of.admin, showId("org", other.id))).toBe(other.id);
  for (const id of [showId("org", third.id), "nonsense", ""])
    await expect(chooseOrganization(of.admin, id)).rejects.toMatchObject({ status: 404 });
  expect((await updateProfile(of.admin, { name: "New" })).organizations).toMatchObject([
    { id: showId("org", of.id), role: "admin" },
    { id: showId("org", other.id), role: "member" },
  ]);
  expect(await describeActor(of.key("read"))).toMatchObject({ user: null, role: null, organizations: [] });
});
