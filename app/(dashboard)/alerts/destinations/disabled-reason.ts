import { kindOf } from "@/lib/destinations";
import { describeOutcome } from "@/lib/domain/outcome";

/** Why Hotline switched a destination off, as a sentence; a reason that is no outcome's code is shown as it is. */
export function sayDisabledReason(reason: string, kind: string): string {
  if (reason === "failing_for_days") return "Nothing could be delivered to it for five days.";
  if (!/^[a-z0-9_]+$/.test(reason)) return reason;
  return describeOutcome(reason, kindOf(kind)?.outcomes).sentence ?? reason;
}
