import { loadConfig } from "../../changes/config-versions";
import { findPlan, type Plan, planDeliveries, type RoutingConfig } from "../../domain/routing/routing";
import type { Steps } from "../../domain/steps";
import { oncePerProcess } from "../../once-per-process";
import { inTurns } from "../../request/turns";

/** An alert that is not routed, and the version to route it by. Ids are UUIDs. */
export interface Unrouted {
  id: string;
  organization_id: string;
  environment_id: string | null;
  name: string;
  config_version: number;
}

interface Begun {
  row: Unrouted;
  steps: Steps<Plan>;
}

/** The plan at which an organization's time was over, by organization: it is gone on with and not begun anew. */
const begun = oncePerProcess<Map<string, Begun>>("begun-plans", () => new Map());

const isAlike = (a: Unrouted, b: Unrouted) =>
  a.config_version === b.config_version && a.name === b.name && a.environment_id === b.environment_id;

function stepsFor(row: Unrouted, config: RoutingConfig): Steps<Plan> {
  const known = begun().get(row.organization_id);
  begun().delete(row.organization_id);
  if (known && isAlike(known.row, row)) return known.steps;
  return planDeliveries({ name: row.name, environmentId: row.environment_id }, config);
}

/** Plans one organization's alerts, in their order, for as long as its time lasts. */
async function planOwn(organizationId: string, rows: readonly Unrouted[], ownMs: number, plans: Map<string, Plan>): Promise<void> {
  const budget = { leftMs: ownMs };
  // One statement claimed them, so that they have one version.
  const config = await loadConfig(organizationId, rows[0]?.config_version ?? 0);
  for (const row of rows) {
    const known = findPlan({ name: row.name, environmentId: row.environment_id }, config);
    if (known) {
      plans.set(row.id, known);
      continue;
    }
    const steps = stepsFor(row, config);
    const planned = await inTurns(organizationId, steps, budget);
    if (planned) plans.set(row.id, planned.value);
    else {
      begun().set(organizationId, { row, steps });
      return;
    }
  }
}

/**
 * The plans of alerts, by the alert's id. Each organization gets `ownMs` milliseconds: of one whose patterns take longer, what was planned
 * until then is among them, and the rest is missing.
 */
export async function planRows(rows: readonly Unrouted[], ownMs: number): Promise<Map<string, Plan>> {
  const byOrganization = new Map<string, Unrouted[]>();
  for (const row of rows) {
    const own = byOrganization.get(row.organization_id);
    if (own) own.push(row);
    else byOrganization.set(row.organization_id, [row]);
  }
  const plans = new Map<string, Plan>();
  for (const [organizationId, own] of byOrganization) await planOwn(organizationId, own, ownMs, plans);
  return plans;
}
