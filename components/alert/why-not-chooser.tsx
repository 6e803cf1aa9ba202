"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { KindIcon } from "@/components/kind-icon";
import { Skeleton } from "@/components/ui/skeleton";
import type { DeliveryShape } from "@/lib/domain/alerts/delivery";
import type { TraceShape } from "@/lib/domain/alerts/trace";
import type { Subject } from "@/lib/domain/alerts/why-not";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import { useConfiguration } from "./configuration";
import { WhyNotAnswer } from "./why-not-answer";

const Combobox = dynamic(() => import("@/components/ui/choice/combobox").then((module) => module.Combobox), {
  loading: () => <span className="block h-9" />,
});

/** Destinations that are one press away; where there are more, the others are found by typing. */
const maxButtons = 16;
const fewButtons = 8;

interface Props {
  subject: Subject;
  trace: TraceShape;
  /** The alert's deliveries; left out for one that was not published. */
  deliveries?: readonly DeliveryShape[];
}

/** Asks for any destination why the alert did not get there. */
export function WhyNotChooser({ subject, trace, deliveries }: Props) {
  const config = useConfiguration();
  const [chosen, setChosen] = useState<string | null>(null);
  if (!config) return <Skeleton className="h-20 w-full" />;
  const reached = new Set(
    deliveries
      ? deliveries.filter(({ status }) => status === "sent").map(({ destination }) => destination.id)
      : trace.destinations.filter(({ result }) => result === "deliver").map(({ id }) => id),
  );
  const named = new Set(trace.destinations.map(({ id }) => id));
  const missed = config.destinations
    .filter(({ id }) => !reached.has(id))
    .sort((one, other) => Number(named.has(other.id)) - Number(named.has(one.id)));
  if (config.destinations.length === 0) return null;
  if (missed.length === 0) return <p className="text-muted-foreground text-xs">Every destination gets it.</p>;

  const asked = chosen ?? (missed.length === 1 ? (missed[0]?.id ?? null) : null);
  return (
    <div className="grid grid-cols-1 gap-2.5 rounded-lg border bg-muted/40 p-3 print:hidden">
      <h3 className="font-medium text-sm">Why not …?</h3>
      <Choices destinations={missed.length > maxButtons ? missed.slice(0, fewButtons) : missed} asked={asked} onAsk={setChosen} />
      {missed.length > maxButtons && (
        <Combobox
          label="Another destination"
          value={asked}
          onValueChange={setChosen}
          options={missed.map(({ id, name, target, kind }) => ({
            value: id,
            label: name,
            description: target,
            icon: <KindIcon kind={kind} />,
          }))}
          placeholder={`One of ${missed.length}`}
          empty="No destination of that name."
        />
      )}
      <div role="status" className="empty:hidden">
        {asked && <WhyNotAnswer id={asked} subject={subject} trace={trace} deliveries={deliveries} />}
      </div>
    </div>
  );
}

const Choices = ({
  destinations,
  asked,
  onAsk,
}: {
  destinations: DestinationShape[];
  asked: string | null;
  onAsk: (id: string) => void;
}) => (
  <ul className="flex flex-wrap gap-1.5">
    {destinations.map(({ id, name, kind }) => (
      <li key={id} className="min-w-0">
        <button
          type="button"
          aria-pressed={id === asked}
          onClick={() => onAsk(id)}
          className="touch-target relative inline-flex h-7 max-w-full items-center gap-1.5 rounded-md border bg-background px-2 text-xs transition-colors hover:bg-accent aria-pressed:border-primary aria-pressed:bg-primary/10"
        >
          <KindIcon kind={kind} className="size-3.5" />
          <span className="sr-only">Why not</span>
          <span className="truncate">{name}</span>
        </button>
      </li>
    ))}
  </ul>
);
