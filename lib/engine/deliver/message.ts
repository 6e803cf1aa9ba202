import { createHash } from "node:crypto";
import type { Message, Severity } from "../../domain/alerts/message";
import { showId } from "../../domain/id";
import { appUrl } from "../../env";
import type { Claimed } from "./settle-and-claim";
import type { Taken } from "./take";

const threadId = (of: Pick<Taken, "id" | "organizationId">, dedupKey: string): string =>
  createHash("sha256").update(`${of.organizationId} ${of.id} ${dedupKey}`).digest("hex").slice(0, 32);

/** What a destination is given to send for a claimed delivery. */
export function messageOf(taken: Pick<Taken, "id" | "organizationId" | "organization">, claimed: Claimed): Message {
  const { id, alert, number, rendered } = claimed;
  const shown = showId("alert", alert.id);
  const deliveryId = showId("dlv", id);
  return {
    deliveryId,
    // What was rendered for the first try holds the key that its retries use.
    idempotencyKey: number > 1 && rendered === null ? `${deliveryId}-${number}` : deliveryId,
    organization: taken.organization,
    alert: {
      id: shown,
      name: alert.name,
      environment: alert.environment,
      severity: alert.severity as Severity | null,
      action: alert.action,
      dedupKey: alert.dedupKey,
      source: alert.source,
      createdAt: alert.createdAt.toISOString(),
      payload: JSON.parse(alert.payload) as Record<string, unknown>,
      payloadText: alert.payload,
    },
    thread: alert.dedupKey === null ? null : { id: threadId(taken, alert.dedupKey), before: claimed.renderedBefore ?? null },
    url: `${appUrl()}/alerts/history/${shown}`,
    test: alert.source === "test",
  };
}
