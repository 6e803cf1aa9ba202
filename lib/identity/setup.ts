import { createHmac } from "node:crypto";
import type { z } from "zod";
import { showId } from "../domain/id";
import type { setupInput } from "../domain/people/setup";
import { invalid, Problem } from "../domain/problem";
import { isSameText } from "../domain/same-text";
import { env } from "../env";
import { takeTokens } from "../request/limiter";
import { createFirstOrganization, hasUsers } from "./first-organization";

/** The code that the first-run page asks for: printed on the console, so that only who runs Hotline can take it. Worthless once a user exists. */
export function setupCode(): string {
  const digest = createHmac("sha256", env().NEXTAUTH_SECRET ?? "")
    .update("hotline first run")
    .digest("hex")
    .toUpperCase();
  return `${digest.slice(0, 4)}-${digest.slice(4, 8)}-${digest.slice(8, 12)}`;
}

export const isSetupNeeded = async (): Promise<boolean> => !(await hasUsers());

/** Makes the first organization and its admin. Throws 409 once users exist, 422 for a wrong code, 429 after several of them. */
export async function setUp({ code, ...input }: z.infer<typeof setupInput>) {
  if (!(await isSetupNeeded())) throw new Problem(409, "already_set_up", "This installation has users already.");
  if (!isSameText(code.toUpperCase(), setupCode())) {
    // Wrong ones alone are counted: strangers who guess (48 bits) do not keep the owner out.
    const wait = takeTokens("setup", 1, 1 / 10, 100);
    if (wait !== null) throw new Problem(429, "too_many_requests", "Too many wrong codes.", { retryAfterSeconds: wait });
    throw invalid([{ path: "code", message: "is not the code that the server printed on its console" }]);
  }
  const { organizationId, userId } = await createFirstOrganization(input);
  return { organization_id: showId("org", organizationId), user_id: showId("user", userId) };
}
