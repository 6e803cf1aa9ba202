import { Problem } from "../problem";

/** What an API key, or a person by role, may do. `admin` includes the other two. */
export const scopes = ["publish", "read", "admin"] as const;
export type Scope = (typeof scopes)[number];

/**
 * What a route or a function asks of whoever calls it: a scope; `team`: an admin, or a member of the team that it is about (a key: `admin`);
 * `person`: somebody who is signed in, about their own account, which a key has none of.
 */
export type Access = Scope | "team" | "person";

/** Who asks: an API key, or a signed-in person in one of their organizations. Every id is a UUID. */
export type Actor =
  | { type: "key"; id: string; organizationId: string; scopes: readonly Scope[]; environmentId: string | null }
  | { type: "user"; id: string; organizationId: string; role: "admin" | "member" };

/** The scope that a key must have; null: none is enough. */
export const keyScope = (access: Access): Scope | null => (access === "team" ? "admin" : access === "person" ? null : access);

/** Whether the actor is of those who may. Of `team`, which members those are is for `authorizeTeam`, once the team is known. */
export function can(actor: Actor, access: Access): boolean {
  if (actor.type === "user") return actor.role === "admin" || (access !== "admin" && access !== "publish");
  const scope = keyScope(access);
  return scope !== null && (actor.scopes.includes(scope) || actor.scopes.includes("admin"));
}

/** The first line of each function of lib/data. Throws 403 with what is missing. */
export function authorize(actor: Actor, access: Access): void {
  if (can(actor, access)) return;
  if (actor.type === "user") throw new Problem(403, "not_allowed", "Only an organization's admins can do this.");
  const scope = keyScope(access);
  if (scope === null) throw new Problem(403, "not_a_person", "An API key has no account: only a person who is signed in can do this.");
  throw new Problem(403, "not_allowed", `This API key lacks the scope "${scope}".`);
}
