import { currentConfig } from "../../changes/config-versions";
import type { TraceShape } from "../../domain/alerts/trace";
import { type Actor, authorize } from "../../domain/people/actor";
import { environmentsOf } from "../../engine/publish/environments";
import { findTrace, showTrace } from "./trace";

/** What an alert of this name would lead to under today's configuration. Nothing is stored and nothing is sent. Refuses an environment as publishing does. */
export async function explain(
  actor: Actor,
  input: { name: string; payload?: Record<string, unknown> | null; environment?: string | null },
): Promise<TraceShape> {
  authorize(actor, "read");
  const config = await currentConfig(actor.organizationId);
  const [environmentId = null] = await environmentsOf(actor, [input], false);
  return showTrace(await findTrace(actor, { name: input.name, environmentId }, config));
}
