import { wake } from "../../../inngest/client";
import { events } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import { integrationOf } from "../../integrations";
import { metrics } from "../../metrics";
import type { NewAlert } from "../publish/store-alerts";
import type { NewMoment } from "./store-events";

/** After an event's moments and alerts are committed: says to the functions that there is something to route, and to ask a tool about. */
export function announceStored(stored: { integration: string; moments: readonly NewMoment[]; alerts: readonly NewAlert[] }): void {
  const { integration, moments, alerts } = stored;
  if (alerts[0]) {
    metrics().published.inc(alerts.length);
    wake({ name: events.alertsPublished, data: {} });
    announce(alerts[0].organizationId, "alerts");
  }
  const canAsk = integrationOf(integration)?.contact?.enrich !== undefined;
  if (canAsk && moments.some(({ externalId }) => externalId !== null)) wake({ name: events.momentsReceived, data: {} });
}
