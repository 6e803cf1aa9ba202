import { CircleCheck, CircleDashed, CircleMinus, CircleX, type LucideIcon } from "lucide-react";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";
import type { DeliveryShape } from "@/lib/domain/alerts/delivery";

type Status = DeliveryShape["status"];

/** In the order in which they are counted in a list: what needs somebody first. */
export const statusLooks: Record<Status, { icon: LucideIcon; label: string; look: string }> = {
  failed: { icon: CircleX, label: "Failed", look: "text-destructive" },
  pending: { icon: CircleDashed, label: "Pending", look: "text-warning" },
  sent: { icon: CircleCheck, label: "Sent", look: "text-success" },
  skipped: { icon: CircleMinus, label: "Skipped", look: "text-muted-foreground" },
};

const order = Object.keys(statusLooks) as Status[];

export function StatusLabel({ status, count }: { status: Status; count?: number }) {
  const { icon: Icon, label, look } = statusLooks[status];
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap text-xs tabular-nums ${look}`}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {count === undefined ? label : `${count} ${label.toLowerCase()}`}
    </span>
  );
}

/** What became of an alert, in one line: `3 sent · 1 pending`. */
export function DeliverySummary({ alert }: { alert: Pick<AlertItemShape, "routed_at" | "deliveries"> }) {
  const present = order.filter((status) => alert.deliveries[status] > 0);
  if (alert.routed_at === null) return <span className="text-muted-foreground text-xs">Routing…</span>;
  if (present.length === 0) return <span className="text-muted-foreground text-xs">No deliveries</span>;
  return (
    <span className="inline-flex flex-wrap gap-x-2.5 align-middle gap-y-0.5">
      {present.map((status) => (
        <StatusLabel key={status} status={status} count={alert.deliveries[status]} />
      ))}
    </span>
  );
}
