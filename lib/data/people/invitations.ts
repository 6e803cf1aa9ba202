import { audit } from "../../changes/audit";
import { lockConfig } from "../../changes/config-versions";
import { newId, showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { type InvitationInput, type InvitationShape, invitationFields } from "../../domain/people/invitation";
import { Problem } from "../../domain/problem";
import { dayMs } from "../../domain/time";
import { newToken } from "../../domain/token";
import { readRole } from "../../identity/people";
import { db, transaction } from "../../postgres/db";
import type { Invitation } from "../../postgres/generated/client";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";
import { keyedHash } from "../../postgres/secrets";
import { findOwn } from "../find-own";

/** How long an invitation works, in milliseconds: 7 days, the longest that POLICY allows. */
const invitationMs = 7 * dayMs;

const show = (row: Invitation): InvitationShape => ({
  id: showId("inv", row.id),
  email: row.email,
  role: readRole(row.role),
  expires_at: row.expiresAt.toISOString(),
  created_at: row.createdAt.toISOString(),
  expired: row.expiresAt <= new Date(),
});

/** An invitation whose token is known at this moment only, and what its mail says. */
export interface FreshInvitation {
  invitation: InvitationShape;
  /** A UUID. */
  organizationId: string;
  token: string;
  organization: string;
  /** Null when an API key invites. */
  inviter: string | null;
}

/** Invitations that nobody has accepted, newest first. Throws 422 for a cursor that is none. */
export async function listInvitations(actor: Actor, page: PageInput): Promise<Page<InvitationShape>> {
  authorize(actor, "read");
  const query = newestFirst("invitations", actor, page);
  const rows = await db().invitation.findMany({
    ...query,
    where: { ...query.where, acceptedAt: null },
  });
  return toPage("invitations", rows, page.limit, show);
}

async function findInvitation(actor: Actor, id: string): Promise<Invitation> {
  return findOwn(actor, "inv", "invitation", id, (where) => db().invitation.findFirst({ where: { ...where, acceptedAt: null } }));
}

/** One that nobody has accepted. Throws 404. */
export async function getInvitation(actor: Actor, id: string): Promise<InvitationShape> {
  authorize(actor, "read");
  return show(await findInvitation(actor, id));
}

async function refuseMember(organizationId: string, email: string): Promise<void> {
  const member = await db().membership.findFirst({ where: { organizationId, user: { email } } });
  if (!member) return;
  const errors = [{ path: invitationFields.email, message: "is a member already" }];
  throw new Problem(409, "already_member", `${email} is a member already.`, { errors });
}

async function describeSender(actor: Actor): Promise<Pick<FreshInvitation, "organizationId" | "organization" | "inviter">> {
  const { organizationId } = actor;
  const { name: organization } = await db().organization.findUniqueOrThrow({ where: { id: organizationId } });
  const user = actor.type === "user" ? await db().user.findUnique({ where: { id: actor.id } }) : null;
  return { organizationId, organization, inviter: user?.name ?? null };
}

const freshToken = () => {
  const token = newToken("invite");
  return { token, kept: { tokenHash: new Uint8Array(keyedHash(token)), expiresAt: new Date(Date.now() + invitationMs) } };
};

/** Invites an address; an earlier invitation of it is replaced, so its link is worthless. Throws 409 for a member. */
export async function createInvitation(actor: Actor, { email: given, role }: InvitationInput): Promise<FreshInvitation> {
  authorize(actor, "admin");
  const email = given.toLowerCase();
  const { organizationId } = actor;
  return transaction(async () => {
    await lockConfig(organizationId);
    await refuseMember(organizationId, email);
    const { token, kept } = freshToken();
    const replaced = await db().invitation.findUnique({ where: { organizationId_email: { organizationId, email } } });
    if (replaced) await db().invitation.delete({ where: { id: replaced.id } });
    const row = await db().invitation.create({ data: { id: newId(), organizationId, email, role, ...kept } });
    const before = replaced?.acceptedAt === null ? show(replaced) : undefined;
    await audit(actor, "invitation.created", row.id, { before, after: show(row) });
    return { invitation: show(row), token, ...(await describeSender(actor)) };
  });
}

/** Gives an invitation another link and 7 more days; the old link is worthless. Throws 404, and 409 for a member. */
export async function renewInvitation(actor: Actor, id: string): Promise<FreshInvitation> {
  authorize(actor, "admin");
  return transaction(async () => {
    await lockConfig(actor.organizationId);
    const before = await findInvitation(actor, id);
    await refuseMember(actor.organizationId, before.email);
    const { token, kept } = freshToken();
    const row = await db().invitation.update({ where: { id: before.id }, data: kept });
    await audit(actor, "invitation.renewed", row.id, { before: show(before), after: show(row) });
    return { invitation: show(row), token, ...(await describeSender(actor)) };
  });
}

/** Takes an invitation back. Throws 404. */
export async function deleteInvitation(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findInvitation(actor, id);
    await db().invitation.delete({ where: { id: row.id } });
    await audit(actor, "invitation.deleted", row.id, { before: show(row) });
  });
}
