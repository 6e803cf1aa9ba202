"use client";

import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { useEffect, useRef } from "react";
import { StatusLabel } from "@/components/delivery-status";
import { KindIcon } from "@/components/kind-icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { useAlert } from "@/lib/client/queries/alerts";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";
import type { DeliveryShape } from "@/lib/domain/alerts/delivery";

/** The newest alert as it comes in, and each of its deliveries. */
export function Arrived({ alert }: { alert: AlertItemShape | null }) {
  const place = useRef<HTMLElement>(null);
  const seen = useRef(alert?.id);
  useEffect(() => {
    if (seen.current === alert?.id) return;
    seen.current = alert?.id;
    place.current?.scrollIntoView({ block: "nearest" });
  }, [alert?.id]);
  return (
    <section ref={place} aria-label="Newest alert" aria-live="polite" className="scroll-my-6 rounded-lg border bg-card">
      {alert ? <Arrival key={alert.id} item={alert} /> : <Waiting />}
    </section>
  );
}

const Waiting = () => (
  <p className="flex items-center gap-2.5 px-4 py-4 text-muted-foreground text-sm">
    <span aria-hidden="true" className="size-2 shrink-0 rounded-full bg-primary motion-safe:animate-pulse" />
    Waiting for an alert…
  </p>
);

function Arrival({ item }: { item: AlertItemShape }) {
  const deliveries = useAlert(item.id).data?.deliveries;
  const href = `/alerts/history/${item.id}`;
  return (
    <>
      <div className="flex flex-wrap items-baseline gap-x-3 gap-y-1 px-4 py-3">
        <Link href={href} className="min-w-0 truncate font-medium text-sm underline-offset-2 hover:underline">
          {item.name}
        </Link>
        <span className="text-muted-foreground text-xs">
          received <RelativeTime iso={item.created_at} />
        </span>
      </div>
      {deliveries && deliveries.length > 0 && (
        <ul className="divide-y border-t">
          {deliveries.map((delivery) => (
            <Delivered key={delivery.id} delivery={delivery} />
          ))}
        </ul>
      )}
      <p className="flex flex-wrap items-center justify-between gap-2 border-t px-4 py-2.5 text-xs">
        <span className="text-muted-foreground">{sayState(item, deliveries)}</span>
        <Link href={`${href}#why`} className="inline-flex items-center gap-1 font-medium text-primary underline-offset-2 hover:underline">
          See why
          <ArrowRight aria-hidden="true" className="size-3.5" />
        </Link>
      </p>
    </>
  );
}

function sayState(item: AlertItemShape, deliveries: readonly DeliveryShape[] | undefined): string {
  if (item.routed_at === null || !deliveries) return "Routing…";
  if (deliveries.length === 0) return "Nothing subscribes to it, so it went nowhere.";
  return "Every decision and every attempt is on its page.";
}

function Delivered({ delivery: { destination, status, said, attempts } }: { delivery: DeliveryShape }) {
  const problem = status === "sent" ? null : (attempts.at(-1)?.error ?? said);
  return (
    <li className="px-4 py-2.5">
      <div className="flex items-center gap-2.5">
        <KindIcon kind={destination.kind} />
        <span className="min-w-0 flex-1 truncate text-sm">{destination.name}</span>
        <StatusLabel status={status} />
      </div>
      {problem && <p className="mt-0.5 pl-6.5 text-pretty text-muted-foreground text-xs">{problem}</p>}
    </li>
  );
}
