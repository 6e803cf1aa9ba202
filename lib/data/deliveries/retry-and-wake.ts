import { wake } from "../../../inngest/client";
import { events } from "../../../inngest/wakes";
import { announce } from "../../changes/change-feed";
import type { Actor } from "../../domain/actor";
import type { AlertFilter } from "../../domain/history";
import { afterCommit } from "../../postgres/db";
import { retryMatching, retryOne } from "./retry";

function tell({ organizationId }: Actor, destinationIds: readonly string[]): void {
  wake(...destinationIds.map((destination_id) => ({ name: events.deliveriesDue, data: { destination_id } })));
  announce(organizationId, "alerts");
}

/** Makes a delivery due again, with its whole schedule before it. Throws 404, and 409 while it is pending. */
export async function retryDelivery(actor: Actor, id: string): Promise<{ id: string; status: "pending" }> {
  const destinationId = await retryOne(actor, id);
  afterCommit(() => tell(actor, [destinationId]));
  return { id, status: "pending" };
}

/** Makes every delivery due again that the filter matches. */
export async function retryDeliveries(actor: Actor, filter: AlertFilter): Promise<{ count: number }> {
  const { count, destinationIds } = await retryMatching(actor, filter);
  afterCommit(() => tell(actor, destinationIds));
  return { count };
}
