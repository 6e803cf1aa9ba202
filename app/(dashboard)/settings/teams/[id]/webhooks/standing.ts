import type { WebhookShape } from "@/lib/domain/moments/webhook";

/** How a webhook's token stands: `soon` is within a week. */
export type Standing = "live" | "later" | "soon" | "expired";

const soonMs = 7 * 86_400_000;

export function standingOf({ expires_at: at, expired }: Pick<WebhookShape, "expires_at" | "expired">, now: number): Standing {
  if (expired) return "expired";
  if (at === null) return "live";
  const left = Date.parse(at) - now;
  if (left <= 0) return "expired";
  return left <= soonMs ? "soon" : "later";
}
