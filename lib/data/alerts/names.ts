import type { AlertNamesShape } from "../../domain/alerts/alert-names";
import { type Actor, authorize } from "../../domain/people/actor";
import { limitSearches } from "../../request/limit-searches";
import { readEnvironment } from "../environments/environments";
import { recentNames } from "./recent-names";

const days = 30;
const maxNames = 2_000;

/** The alert names of the last 30 days, most frequent first. Throws 429 while too many searches run. */
export async function listAlertNames(actor: Actor, input: { environment?: string }): Promise<AlertNamesShape> {
  authorize(actor, "read");
  const environmentId = await readEnvironment(actor, input.environment);
  const { names, complete } = await limitSearches(actor, () => recentNames(actor, { days, environmentId, limit: maxNames }));
  const data = names.map(({ name, environment, count, lastAt }) => ({ name, environment, count, last_at: lastAt.toISOString() }));
  return { data, complete };
}
