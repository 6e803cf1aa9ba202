import { wakes } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import { integrationOf } from "../../integrations";
import { announceAlerts } from "../publish/store-alerts";
import { wake } from "../wake";
import type { Reading } from "./read";

/** After what an event says is committed: tells open pages, and the functions that there is something to route, and to ask a tool about. */
export function announceReading(event: { organizationId: string; integration: string }, { moments, alerts }: Reading): void {
  announce(event.organizationId, "events");
  announceAlerts(alerts);
  const canAsk = integrationOf(event.integration)?.contact?.enrich !== undefined;
  if (canAsk && moments.some(({ externalId }) => externalId !== null)) wake({ name: wakes.momentsReceived, data: {} });
}
