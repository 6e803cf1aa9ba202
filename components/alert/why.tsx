"use client";

import type { ReactNode } from "react";
import { Pattern } from "@/components/code/pattern";
import { Disclosure } from "@/components/disclosure";
import type { TraceShape } from "@/lib/domain/alerts/trace";
import type { Subject } from "@/lib/domain/alerts/why-not";
import { useConfiguration } from "./configuration";
import { Decision } from "./decision";
import { hrefOfChannel, hrefOfDestination, hrefOfSubscription } from "./mend";

/** What routing considered, step by step, and why it led to a delivery or not. What still exists is a link to it. */
export function Why({ subject, trace }: { subject: Subject; trace: TraceShape }) {
  const today = useConfiguration();
  const nameOf = new Map(trace.subscriptions.map(({ id, name }) => [id, name]));
  const isToday = (list: "subscriptions" | "destinations", id: string) => today?.[list].some((entry) => entry.id === id);
  return (
    <div className="grid grid-cols-1 gap-5">
      <Step
        title="Channels"
        entries={trace.channels}
        isFar={({ reason }) => reason === "pattern_no_match"}
        far="did not match"
        none="There are no channels."
        hrefOf={(id) => (today?.channels.some((entry) => entry.id === id && !entry.system) ? hrefOfChannel(id, subject.name) : undefined)}
      >
        {(channel) => <Pattern pattern={channel.pattern} />}
      </Step>
      <Step
        title="Subscriptions"
        entries={trace.subscriptions}
        isFar={({ reason }) => reason === "no_channel_matched"}
        far="listen to other channels"
        none="There are no subscriptions."
        hrefOf={(id) => (isToday("subscriptions", id) ? hrefOfSubscription(id) : undefined)}
      />
      <StepFrame title="Destinations">
        {trace.destinations.length === 0 && <p className="text-muted-foreground text-xs">None: no subscription matched.</p>}
        <ul className="grid grid-cols-1 gap-2">
          {trace.destinations.map(({ id, name, subscription_ids: by, result, reason }) => (
            <Decision
              key={`${id} ${result}`}
              isTaken={result === "deliver"}
              name={name}
              reason={reason}
              href={isToday("destinations", id) ? hrefOfDestination(id) : undefined}
            >
              {by.length > 0 && (
                <p className="text-muted-foreground text-xs">
                  Named by {by.map((subscription) => nameOf.get(subscription) ?? subscription).join(", ")}.
                </p>
              )}
            </Decision>
          ))}
        </ul>
      </StepFrame>
    </div>
  );
}

interface Considered {
  id: string;
  name: string;
  matched: boolean;
  reason: string;
}

interface StepProps<Entry> {
  title: string;
  entries: readonly Entry[];
  /** Entries that are collapsed behind a count, and the words for it. */
  isFar: (entry: Entry) => boolean;
  far: string;
  none: string;
  hrefOf: (id: string) => string | undefined;
  children?: (entry: Entry) => ReactNode;
}

function Step<Entry extends Considered>({ title, entries, isFar, far, none, hrefOf, children }: StepProps<Entry>) {
  const near = entries.filter((entry) => !isFar(entry));
  const farOff = entries.filter(isFar);
  const draw = (entry: Entry) => (
    <Decision key={entry.id} isTaken={entry.matched} name={entry.name} reason={entry.reason} isPlain={isFar(entry)} href={hrefOf(entry.id)}>
      {children?.(entry)}
    </Decision>
  );
  return (
    <StepFrame title={title}>
      {entries.length === 0 && <p className="text-muted-foreground text-xs">{none}</p>}
      {near.length > 0 && <ul className="grid grid-cols-1 gap-2">{near.map(draw)}</ul>}
      {farOff.length > 0 && (
        <Disclosure summary={`${farOff.length} ${far}`}>
          <ul className="mt-1.5 grid gap-2">{farOff.map(draw)}</ul>
        </Disclosure>
      )}
    </StepFrame>
  );
}

const StepFrame = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="grid grid-cols-1 gap-2 border-l pl-4">
    <h3 className="font-medium text-muted-foreground text-xs">{title}</h3>
    {children}
  </div>
);
