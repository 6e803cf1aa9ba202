import { CircleCheck, FlaskConical, type LucideIcon, RotateCcw } from "lucide-react";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";

const Label = ({ icon: Icon, look = "", children }: { icon: LucideIcon; look?: string; children: string }) => (
  <span className="inline-flex shrink-0 items-center gap-1 text-muted-foreground text-xs">
    <Icon aria-hidden="true" className={`size-3.5 ${look}`} />
    {children}
  </span>
);

/** That an alert resolves an earlier one, repeats one, or is only a test. */
export function ActionLabel({ alert }: { alert: Pick<AlertItemShape, "action" | "replay_of" | "source"> }) {
  return (
    <>
      {alert.source === "test" && (
        <Label icon={FlaskConical} look="text-primary">
          Test
        </Label>
      )}
      {alert.action === "resolve" && (
        <Label icon={CircleCheck} look="text-success">
          Resolve
        </Label>
      )}
      {alert.replay_of && <Label icon={RotateCcw}>Replay</Label>}
    </>
  );
}
