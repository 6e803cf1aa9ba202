"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import { StatusLabel } from "@/components/delivery-status";
import { linkLook } from "@/components/ui/link-look";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { useAlert } from "@/lib/client/queries/alerts";
import type { EventShape } from "@/lib/domain/moments/event";
import type { MomentShape } from "@/lib/domain/moments/moment";
import { Copied } from "./event-facts";
import { MomentTypeChip } from "./moment-type";

/** Alerts whose deliveries are asked for by themselves. */
const maxAlerts = 10;

/** From the event to its moments, the alerts that they are, and who got them. */
export function Became({ event }: { event: EventShape }) {
  const { moments, alerts, reason } = event;
  if (moments.length === 0)
    return (
      <Section size="sm" title="What became of it">
        <p className="text-pretty text-muted-foreground">{reason ?? "It is fine, and says nothing that is a moment."}</p>
      </Section>
    );
  return (
    <>
      <Section size="sm" title={moments.length === 1 ? "Moment" : `${moments.length} moments`}>
        <ul className="divide-y rounded-md border bg-background">
          {moments.map((moment) => (
            <Moment key={moment.id} moment={moment} />
          ))}
        </ul>
      </Section>
      <Section size="sm" title={alerts.length === 1 ? "Alert" : `${alerts.length} alerts`}>
        <ul className="divide-y rounded-md border bg-background">
          {alerts.slice(0, maxAlerts).map((alert) => (
            <AlertLine key={alert.id} {...alert} />
          ))}
        </ul>
        {alerts.length > maxAlerts && <p className="text-muted-foreground text-xs">{alerts.length - maxAlerts} more are in the history.</p>}
      </Section>
    </>
  );
}

const Moment = ({ moment }: { moment: MomentShape }) => (
  <li className="grid gap-1 px-3 py-2">
    <p className="flex flex-wrap items-center gap-x-2 gap-y-1">
      <MomentTypeChip type={moment.type} />
      <Link
        href={`/integrations/moments?open=${moment.id}`}
        prefetch={false}
        className={`min-w-0 font-medium [overflow-wrap:anywhere] ${linkLook}`}
      >
        {moment.name}
      </Link>
    </p>
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs">
      {moment.source &&
        (moment.source_url ? (
          <a href={moment.source_url} target="_blank" rel="noreferrer" className={`inline-flex items-center gap-1 ${linkLook}`}>
            {moment.source}
            <ExternalLink aria-hidden="true" className="size-3" />
            <span className="sr-only">(opens in a new tab)</span>
          </a>
        ) : (
          <span>{moment.source}</span>
        ))}
      <span>
        Occurred <RelativeTime iso={moment.occurred_at} />
      </span>
      <Copied text={moment.id} label="Copy the moment’s id">
        <code className="break-all font-mono">{moment.id}</code>
      </Copied>
    </p>
  </li>
);

/** An alert, and what became of its deliveries. */
function AlertLine({ id, name }: { id: string; name: string }) {
  const { data: alert } = useAlert(id);
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-1 px-3 py-2">
      <Copied text={id} label="Copy the alert’s id">
        <Link href={`/alerts/history/${id}`} prefetch={false} className={`[overflow-wrap:anywhere] ${linkLook}`}>
          {name}
        </Link>
      </Copied>
      {alert && alert.routed_at === null && <span className="text-muted-foreground text-xs">Routing…</span>}
      {alert && alert.routed_at !== null && alert.deliveries.length === 0 && (
        <span className="text-muted-foreground text-xs">No deliveries: no subscription wants it</span>
      )}
      {alert?.deliveries.map(({ id: delivery, destination, status }) => (
        <span key={delivery} className="inline-flex min-w-0 items-center gap-1.5 text-xs">
          <StatusLabel status={status} />
          <Link href={`/alerts/destinations/${destination.id}`} prefetch={false} className={`truncate ${linkLook}`}>
            {destination.name}
          </Link>
        </span>
      ))}
    </li>
  );
}
