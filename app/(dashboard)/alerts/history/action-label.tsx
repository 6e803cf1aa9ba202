import { CircleCheck, RotateCcw } from "lucide-react";
import type { AlertItemShape } from "@/lib/domain/history";

const look = "inline-flex shrink-0 items-center gap-1 text-muted-foreground text-xs";

/** That an alert resolves an earlier one, or repeats one. */
export function ActionLabel({ alert }: { alert: Pick<AlertItemShape, "action" | "replay_of"> }) {
  return (
    <>
      {alert.action === "resolve" && (
        <span className={look}>
          <CircleCheck aria-hidden="true" className="size-3.5 text-success" />
          Resolve
        </span>
      )}
      {alert.replay_of && (
        <span className={look}>
          <RotateCcw aria-hidden="true" className="size-3.5" />
          Replay
        </span>
      )}
    </>
  );
}
