import { changePassword, chooseOrganization } from "../data/people/profile";
import { showId } from "../domain/id";
import type { Actor } from "../domain/people/actor";
import type { AcceptInvitationInput, FoundInvitationShape } from "../domain/people/invitation";
import type { PasswordChange } from "../domain/people/profile";
import { Problem } from "../domain/problem";
import { appUrl } from "../env";
import { acceptInvitation, describeInvitation } from "../identity/accept-invitation";
import { organizationCookie, readSignedIn } from "../identity/actor";
import { readCookies } from "../identity/cookies";
import { renewSessionCookie } from "../identity/session";
import { limitAddress, limitOwnPassword, limitPasswords } from "../identity/sign-in-limits";

const refuseTooMany = (wait: number | null): void => {
  if (wait !== null) throw new Problem(429, "too_many_requests", "Too many attempts.", { retryAfterSeconds: wait });
};

const yearSeconds = 365 * 86_400;

/** The Set-Cookie that makes somebody work in one of their organizations. */
const chooseCookie = (organizationId: string): string =>
  `${organizationCookie}=${showId("org", organizationId)}; Path=/; HttpOnly; SameSite=Lax; Max-Age=${yearSeconds}${appUrl().startsWith("https:") ? "; Secure" : ""}`;

const noContent = (cookie: string): Response => new Response(null, { status: 204, headers: { "set-cookie": cookie } });

/** Sets the caller's password; their other sessions end and this one goes on. Throws what changePassword throws, and 429 after too many tries. */
export async function setPassword(actor: Actor, change: PasswordChange, request: Request): Promise<Response> {
  if (actor.type === "user") refuseTooMany(limitOwnPassword(actor.id));
  const { sessionVersion } = await changePassword(actor, change);
  return noContent(await renewSessionCookie(readCookies(request.headers.get("cookie")), actor.id, sessionVersion));
}

/** From now on the caller works in that organization of theirs. */
export const switchOrganization = async (actor: Actor, id: string): Promise<Response> =>
  noContent(chooseCookie(await chooseOrganization(actor, id)));

/** What the invitation of a token says. Throws 410 for a worthless one. */
export async function findInvitation(token: string, request: Request): Promise<FoundInvitationShape> {
  refuseTooMany(limitAddress("invitation", request.headers));
  return describeInvitation(token, await readSignedIn(request));
}

/** Accepts an invitation, and works in its organization from then on. Throws what acceptInvitation throws, and 429 after too many tries. */
export async function joinByInvitation(input: AcceptInvitationInput, request: Request): Promise<Response> {
  const person = await readSignedIn(request);
  refuseTooMany(limitAddress("invitation", request.headers));
  const found = await describeInvitation(input.token, person);
  if (!found.signed_in) refuseTooMany(limitPasswords("join", found.email, request.headers));
  const { email, organizationId } = await acceptInvitation(input, person);
  return Response.json({ email }, { headers: { "set-cookie": chooseCookie(organizationId), "cache-control": "no-store" } });
}
