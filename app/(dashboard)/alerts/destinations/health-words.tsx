import { CircleAlert, CircleCheck, Clock, MailQuestionMark } from "lucide-react";
import { RelativeTime } from "@/components/ui/relative-time";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import type { DestinationHealthShape } from "@/lib/domain/delivering/destination-health";
import { sayDisabledReason } from "@/lib/domain/delivering/disabled";
import { describeOutcome, reasons } from "@/lib/domain/delivering/outcome";

type Error = NonNullable<DestinationHealthShape["last_error"]>;

/** What the newest failed attempt met, in words. */
export const sayError = ({ error, outcome }: Error, kind: DestinationKindShape | null): string =>
  error ?? describeOutcome(outcome, kind?.outcomes).sentence ?? outcome;

/** Whether nothing has arrived since it failed. */
export const isFailing = ({ last_error: error, last_success_at: success }: DestinationHealthShape): boolean =>
  error !== null && (success === null || success < error.at);

export function LastError({ health, kind }: { health: DestinationHealthShape; kind: DestinationKindShape | null }) {
  const { last_error: error } = health;
  if (!error) return <span className="text-muted-foreground text-xs">None</span>;
  const Icon = isFailing(health) ? CircleAlert : CircleCheck;
  const sentence = sayError(error, kind);
  return (
    <span className="flex min-w-0 items-center gap-1.5 text-xs" title={sentence}>
      <Icon aria-hidden="true" className={`size-3.5 shrink-0 ${isFailing(health) ? "text-destructive" : "text-muted-foreground"}`} />
      <span className={`truncate ${isFailing(health) ? "" : "text-muted-foreground"}`}>{sentence}</span>
      <RelativeTime iso={error.at} className="relative z-1 text-muted-foreground" />
    </span>
  );
}

/** Why nothing, or nothing yet, is sent to it; nothing when all is well. */
export function Standing({ destination, health }: { destination: DestinationShape; health: DestinationHealthShape | undefined }) {
  const { enabled, disabled_reason: reason, verified } = destination;
  const look = "flex items-center gap-1.5 text-pretty text-warning text-xs";
  if (!enabled && reason)
    return (
      <span className={look}>
        <CircleAlert aria-hidden="true" className="size-3.5 shrink-0" />
        Switched off by Hotline. {sayDisabledReason(reason)}
      </span>
    );
  if (!verified)
    return (
      <span className={look}>
        <MailQuestionMark aria-hidden="true" className="size-3.5 shrink-0" />
        The address is not confirmed yet.
      </span>
    );
  if (enabled && health?.waiting)
    return (
      <span className={look}>
        <Clock aria-hidden="true" className="size-3.5 shrink-0" />
        <span className="truncate" title={reasons[health.waiting.reason]}>
          {health.waiting.reason === "breaker_open" ? "Failed several times in a row" : "Held to its rate"} · next try{" "}
          <RelativeTime iso={health.waiting.until} />
        </span>
      </span>
    );
  return null;
}
