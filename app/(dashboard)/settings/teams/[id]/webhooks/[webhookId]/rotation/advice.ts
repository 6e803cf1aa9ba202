import type { WebhookCallersShape } from "@/lib/domain/moments/webhook";
import { plural } from "@/lib/domain/words";
import type { Standing } from "../../standing";

/** What an old token's callers say of it: `refused` came after it had expired, within the last day. */
export type Advice = "in-use" | "safe" | "refused" | "retired";

export function adviceOf(standing: Standing, callers: WebhookCallersShape): Advice {
  if (standing !== "expired") return callers.safe_to_expire ? "safe" : "in-use";
  return refusedOf(callers) > 0 && !callers.safe_to_expire ? "refused" : "retired";
}

/** Requests that came after the token had expired, of the last 30 days. */
export const refusedOf = ({ data }: WebhookCallersShape): number => data.reduce((sum, { refused_expired: count }) => sum + count, 0);

/** `12 requests from 2 callers in the last 24 hours.` */
export function sayUse({ data, requests_24h: requests }: WebhookCallersShape): string {
  const callers = data.filter((caller) => caller.requests_24h > 0).length;
  return `${plural(requests, "request")} from ${plural(callers, "caller")} in the last 24 hours.`;
}
