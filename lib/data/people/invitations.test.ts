import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { newId } from "../../domain/id";
import { dayMs } from "../../domain/time";
import { acceptInvitation, describeInvitation, signInByAddress } from "../../identity/accept-invitation";
import { checkCredentials, readPerson, readSession } from "../../identity/people";
import { db } from "../../postgres/db";
import { keyedHash } from "../../postgres/secrets";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { createInvitation, deleteInvitation, listInvitations, renewInvitation } from "./invitations";

const password = "battery horse correct";
const newEmail = () => `${randomUUID()}@example.com`;
const page = { limit: 200 };
const gone = { status: 410, code: "invitation_gone" };
const invite = (of: TestOrganization, email: string, role: "admin" | "member" = "member") => createInvitation(of.admin, { email, role });
const personOf = async (of: TestOrganization) => readPerson(of.admin.id, 1);

test("somebody new accepts with a name and a password, once, and is what the invitation says", async () => {
  const of = await newOrganization();
  const email = newEmail();
  const { token } = await invite(of, email.toUpperCase(), "admin");
  expect(await describeInvitation(token, null)).toEqual({ organization: expect.any(String), email, role: "admin", signed_in: false });
  await expect(acceptInvitation({ token }, null)).rejects.toMatchObject({ status: 422, errors: [{ path: "name" }, { path: "password" }] });
  await expect(acceptInvitation({ token, name: "N", password: "short" }, null)).rejects.toMatchObject({ errors: [{ path: "password" }] });
  expect(await acceptInvitation({ token, name: "Noor", password }, null)).toEqual({ email, organizationId: of.id });
  const person = await checkCredentials(email, password);
  expect(await readSession(person?.id ?? "", 1, of.id)).toMatchObject({ role: "admin" });
  await expect(acceptInvitation({ token, name: "Noor", password }, null)).rejects.toMatchObject(gone);
  await expect(describeInvitation(token, null)).rejects.toMatchObject(gone);
  expect((await listInvitations(of.admin, page)).data).toEqual([]);
});

test("of many who accept one invitation at the same moment, one does", async () => {
  const of = await newOrganization();
  const { token } = await invite(of, newEmail());
  const results = await Promise.allSettled(Array.from({ length: 5 }, (_, n) => acceptInvitation({ token, name: `N${n}`, password }, null)));
  expect(results.filter(({ status }) => status === "fulfilled")).toHaveLength(1);
  expect(await db().membership.count({ where: { organizationId: of.id } })).toBe(3);
});

test("an account accepts signed in, or with its password, and by nothing else", async () => {
  const [of, other, third] = [await newOrganization(), await newOrganization(), await newOrganization()];
  const { token } = await invite(of, other.email);
  expect(await describeInvitation(token, await personOf(other))).toMatchObject({ signed_in: true });
  expect(await describeInvitation(token, await personOf(third))).toMatchObject({ signed_in: false });
  for (const person of [null, await personOf(third)])
    await expect(acceptInvitation({ token }, person)).rejects.toMatchObject({ status: 422 });
  await expect(acceptInvitation({ token, password }, null)).rejects.toMatchObject({ status: 422 });
  await expect(acceptInvitation({ token, name: "Mallory", password }, null)).rejects.toMatchObject({ status: 409, code: "sign_in_first" });
  await acceptInvitation({ token }, await personOf(other));
  expect(await readSession(other.admin.id, 1, of.id)).toMatchObject({ organizationId: of.id, role: "member" });
  expect(await readSession(other.admin.id, 1, other.id)).toMatchObject({ organizationId: other.id, role: "admin" });
  const second = await invite(third, other.email);
  await acceptInvitation({ token: second.token, password: other.password }, null);
  expect(await readSession(other.admin.id, 1, third.id)).toMatchObject({ organizationId: third.id });
});

test("an account without a password is not taken over by the link: it must be signed in to first", async () => {
  const of = await newOrganization();
  const email = newEmail();
  await db().user.create({ data: { id: newId(), email, name: "From GitHub" } });
  const { token } = await invite(of, email);
  const accept = acceptInvitation({ token, name: "Mallory", password }, null);
  await expect(accept).rejects.toMatchObject({ status: 409, code: "sign_in_first" });
  expect((await db().user.findUniqueOrThrow({ where: { email } })).passwordHash).toBeNull();
});

test("a link does not tell whether its address has an account", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  const withoutPassword = newEmail();
  await db().user.create({ data: { id: newId(), email: withoutPassword, name: "From GitHub" } });
  const told = async (email: string) => {
    const { token } = await invite(of, email);
    const refusal = (input: object) =>
      acceptInvitation({ token, ...input }, null).catch(({ status, message, errors }) => ({ status, message, errors }));
    const { email: _, ...found } = await describeInvitation(token, null);
    return [
      found,
      await refusal({}),
      await refusal({ password: "wrong horse battery" }),
      await refusal({ name: "N", password: "short" }),
      await refusal({ name: "" }),
    ];
  };
  const unknown = await told(newEmail());
  expect(unknown[2]).toMatchObject({ status: 422, errors: [{ path: "name" }, { path: "password" }] });
  for (const email of [other.email, withoutPassword]) expect(await told(email)).toEqual(unknown);
});

test("inviting an address again replaces its invitation; a member is not invited", async () => {
  const of = await newOrganization();
  const email = newEmail();
  const first = await invite(of, email);
  const second = await invite(of, email, "admin");
  await expect(describeInvitation(first.token, null)).rejects.toMatchObject(gone);
  expect((await listInvitations(of.admin, page)).data).toMatchObject([{ id: second.invitation.id, role: "admin" }]);
  await expect(invite(of, of.memberEmail)).rejects.toMatchObject({ status: 409, code: "already_member" });
  await acceptInvitation({ token: second.token, name: "Noor", password }, null);
  await expect(invite(of, email)).rejects.toMatchObject({ status: 409, code: "already_member" });
});

test("a renewed, deleted or old invitation's link is worthless; an old one is renewed for 7 days", async () => {
  const of = await newOrganization();
  const { invitation, token } = await invite(of, newEmail());
  const renewed = await renewInvitation(of.admin, invitation.id);
  await expect(describeInvitation(token, null)).rejects.toMatchObject(gone);
  const days = (new Date(renewed.invitation.expires_at).getTime() - Date.now()) / dayMs;
  expect(days).toBeLessThanOrEqual(7);
  expect(days).toBeGreaterThan(6.9);
  await db().invitation.updateMany({ where: { organizationId: of.id }, data: { expiresAt: new Date(Date.now() - 1) } });
  await expect(acceptInvitation({ token: renewed.token, name: "Noor", password }, null)).rejects.toMatchObject(gone);
  expect((await listInvitations(of.member, page)).data).toMatchObject([{ expired: true }]);
  const again = await renewInvitation(of.admin, invitation.id);
  await deleteInvitation(of.admin, invitation.id);
  await expect(describeInvitation(again.token, null)).rejects.toMatchObject(gone);
  for (const worthless of ["", "hl_invite_", "x".repeat(500), token.replace("invite", "signin"), "\u0000"])
    await expect(describeInvitation(worthless, null)).rejects.toMatchObject(gone);
});

test("the token is nowhere in the database, neither in its row nor in the audit", async () => {
  const of = await newOrganization();
  const { token } = await invite(of, newEmail());
  const rows = [await db().invitation.findMany({ where: { organizationId: of.id } })];
  const entries = await db().auditEntry.findMany({ where: { organizationId: of.id } });
  expect(JSON.stringify([rows, entries])).not.toContain(token.slice(12, 30));
  expect(Buffer.from(rows[0]?.[0]?.tokenHash ?? []).equals(keyedHash(token))).toBe(true);
  await acceptInvitation({ token, name: "Noor", password }, null);
  const actions = (await db().auditEntry.findMany({ where: { organizationId: of.id }, orderBy: { id: "asc" } })).map(
    ({ action }) => action,
  );
  expect(actions.slice(2)).toEqual(["invitation.created", "member.joined"]);
});

test("a verified address signs in a member, else accepts its invitation, else nobody", async () => {
  const of = await newOrganization();
  expect(await signInByAddress(["nobody@example.com", of.email.toUpperCase()], "A")).toMatchObject({ id: of.admin.id, isMember: true });
  const email = newEmail();
  expect(await signInByAddress([email], "Noor")).toBeNull();
  const { token } = await invite(of, email, "admin");
  const person = await signInByAddress([newEmail(), email], "Noor");
  expect(person).toMatchObject({ email, name: "Noor", isMember: true });
  expect(await readSession(person?.id ?? "", 1, of.id)).toMatchObject({ role: "admin" });
  expect(await checkCredentials(email, "")).toBeNull();
  await expect(describeInvitation(token, null)).rejects.toMatchObject(gone);
  await db().membership.deleteMany({ where: { userId: person?.id } });
  expect(await signInByAddress([email], "Noor")).toBeNull();
});

test("an old invitation lets nobody in by a verified address", async () => {
  const of = await newOrganization();
  const email = newEmail();
  await invite(of, email);
  await db().invitation.updateMany({ where: { organizationId: of.id }, data: { expiresAt: new Date() } });
  expect(await signInByAddress([email], "Noor")).toBeNull();
  expect(await db().user.findUnique({ where: { email } })).toBeNull();
});

test("an address that only looks like somebody's when its letters are made small is nobody's", async () => {
  const of = await newOrganization();
  const email = `kim-${newEmail()}`;
  await db().user.update({ where: { id: of.admin.id }, data: { email } });
  // U+212A, the Kelvin sign, becomes a k.
  for (const strange of [`\u212A${email.slice(1)}`, "\u0000@example.com", `\ud800${email}`])
    expect(await signInByAddress([strange], "Mallory")).toBeNull();
  expect(await signInByAddress([email.toUpperCase()], "Kim")).toMatchObject({ id: of.admin.id });
});
