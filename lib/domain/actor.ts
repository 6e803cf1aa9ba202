import { Problem } from "./problem";

/** What an API key, or a person by role, may do. `admin` includes the other two. */
export const scopes = ["publish", "read", "admin"] as const;
export type Scope = (typeof scopes)[number];

/** Who asks: an API key, a signed-in person in one of their organizations, or Hotline itself. Every id is a UUID. */
export type Actor =
  | { type: "key"; id: string; organizationId: string; scopes: readonly Scope[]; environmentId: string | null }
  | { type: "user"; id: string; organizationId: string; role: "admin" | "member" };

export const can = (actor: Actor, scope: Scope): boolean =>
  actor.type === "key" ? actor.scopes.includes(scope) || actor.scopes.includes("admin") : actor.role === "admin" || scope === "read";

/** The first line of each function of lib/data. Throws 403 with what is missing. */
export function authorize(actor: Actor, scope: Scope): void {
  if (can(actor, scope)) return;
  if (actor.type === "user") throw new Problem(403, "not_allowed", "Only an organization's admins can do this.");
  throw new Problem(403, "not_allowed", `This API key lacks the scope "${scope}".`);
}
