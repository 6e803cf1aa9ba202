import { CircleCheck, CircleDashed, Inbox, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import type { AlertShape } from "@/lib/domain/alerts/alert";
import { sayClock, sayDuration } from "./clock";

/** What happened before the first attempt: received, and routed so much later. */
export function Steps({ alert }: { alert: AlertShape }) {
  const { created_at: received, routed_at: routed, trace } = alert;
  const matched = trace?.channels.filter((channel) => channel.matched).length ?? 0;
  return (
    <ol aria-label="Timeline" className="mb-3 grid gap-1.5 text-xs">
      <Step icon={Inbox} look="text-muted-foreground" title="Received" time={received}>
        {sayClock(received)} from {alert.source}
      </Step>
      {routed ? (
        <Step icon={CircleCheck} look="text-success" title="Routed" time={routed}>
          {sayDuration(Date.parse(routed) - Date.parse(received))} later
          {trace && `, ${matched} ${matched === 1 ? "channel" : "channels"} matched`}
        </Step>
      ) : (
        <Step icon={CircleDashed} look="text-warning" title="Routing…" />
      )}
    </ol>
  );
}

interface StepProps {
  icon: LucideIcon;
  look: string;
  title: string;
  time?: string;
  children?: ReactNode;
}

const Step = ({ icon: Icon, look, title, time, children }: StepProps) => (
  <li className="flex flex-wrap items-center gap-x-2 tabular-nums">
    <Icon aria-hidden="true" className={`size-3.5 ${look}`} />
    <span className="font-medium">{title}</span>
    {children && (
      <time dateTime={time} className="text-muted-foreground">
        {children}
      </time>
    )}
  </li>
);
