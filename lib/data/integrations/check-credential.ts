import { announce } from "../../changes/change-feed";
import type { CheckShape, CredentialInput } from "../../domain/moments/credential";
import type { Actor } from "../../domain/people/actor";
import { Problem } from "../../domain/problem";
import { checkCredential } from "../../engine/tools/ask";
import { saveToolAnswer } from "../../engine/tools/claim-checks";
import type { ToolResult } from "../../integrations/integration";
import { takeTokens } from "../../request/limiter";
import { openStoredCredential, openUnsavedCredential } from "./credentials";

/** A person may try out keys as often as this in a minute; tools lock who tries too many. */
const checksPerMinute = 10;

function limitChecks({ organizationId }: Actor): void {
  const wait = takeTokens(`checks ${organizationId}`, 1, checksPerMinute / 60, 60);
  if (wait !== null)
    throw new Problem(429, "too_many_checks", `A tool is asked at most ${checksPerMinute} times a minute.`, { retryAfterSeconds: wait });
}

const show = (result: ToolResult<string>): CheckShape =>
  result.ok
    ? { ok: true, outcome: "http_2xx", status_code: null, error: null, fix: null, message: result.value }
    : { ok: false, outcome: result.outcome, status_code: result.statusCode, error: result.error, fix: result.fix, message: null };

/** Asks the tool whether it knows a stored key, and writes back what it said. Throws what `openStoredCredential` throws, and 429. */
export async function checkStored(actor: Actor, id: string): Promise<CheckShape> {
  const asked = await openStoredCredential(actor, id);
  limitChecks(actor);
  const result = await checkCredential(asked.integration, asked.config);
  await saveToolAnswer(asked, { operation: "check", momentId: null }, result);
  announce(actor.organizationId, "events");
  return show(result);
}

/** Asks the tool whether it knows a key that is not stored. Throws what `openUnsavedCredential` throws, and 429. */
export async function checkUnsaved(actor: Actor, integration: string, input: CredentialInput): Promise<CheckShape> {
  const config = await openUnsavedCredential(actor, integration, input);
  limitChecks(actor);
  return show(await checkCredential(integration, config));
}
