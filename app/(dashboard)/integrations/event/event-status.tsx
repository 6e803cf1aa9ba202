import { CircleCheck, CircleDashed, CircleX } from "lucide-react";
import type { EventItemShape } from "@/lib/domain/moments/event";

const looks = {
  success: { icon: CircleCheck, label: "Success", look: "text-success" },
  error: { icon: CircleX, label: "Error", look: "text-destructive" },
  waiting: { icon: CircleDashed, label: "Retrying", look: "text-warning" },
};

export function EventStatus({ event }: { event: Pick<EventItemShape, "status" | "retry_pending"> }) {
  const { icon: Icon, label, look } = looks[event.retry_pending ? "waiting" : event.status];
  return (
    <span className={`inline-flex items-center gap-1 whitespace-nowrap text-xs ${look}`}>
      <Icon aria-hidden="true" className="size-3.5 shrink-0" />
      {label}
    </span>
  );
}

/** What an event says, in one line: its moments' names, or why it says nothing. */
export function sayEvent({ status, moments, moment_count: count, reason }: EventItemShape): string {
  if (status === "error") return reason ?? "It breaks the contract.";
  const rest = count - moments.length;
  if (moments.length > 0) return moments.map(({ name }) => name).join(" · ") + (rest > 0 ? ` and ${rest.toLocaleString()} more` : "");
  return reason ?? "It says nothing that is a moment.";
}

export const webhookLabel = ({ webhook, webhook_id }: EventItemShape): string =>
  webhook?.label ?? (webhook_id === null ? "API key" : "Deleted webhook");
