import { Check, Minus } from "lucide-react";
import type { ReactNode } from "react";
import { Pattern } from "@/components/pattern";
import type { AlertWithSource } from "@/lib/client/queries/alerts";
import type { TraceShape } from "@/lib/domain/history";
import { Summary } from "./attempt-timeline";
import { sayDecision } from "./reason-words";
import { Section } from "./section";

/** What routing considered for this alert, step by step, and why it led to a delivery or not. */
export function Why({ alert: { trace } }: { alert: AlertWithSource }) {
  if (!trace) {
    return (
      <Section title="Why">
        <p className="text-muted-foreground text-sm">Routing… what it decides appears here in a moment.</p>
      </Section>
    );
  }
  const nameOf = new Map(trace.subscriptions.map(({ id, name }) => [id, name]));
  return (
    <Section title="Why" note={`configuration ${trace.config_version}`}>
      <div className="grid gap-5">
        <Step
          title="Channels"
          entries={trace.channels}
          isFar={({ reason }) => reason === "pattern_no_match"}
          far="did not match"
          none="There are no channels."
        >
          {(channel) => <Pattern pattern={channel.pattern} />}
        </Step>
        <Step
          title="Subscriptions"
          entries={trace.subscriptions}
          isFar={({ reason }) => reason === "no_channel_matched"}
          far="listen to other channels"
          none="There are no subscriptions."
        />
        <Destinations entries={trace.destinations} nameOf={nameOf} />
      </div>
    </Section>
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
  children?: (entry: Entry) => ReactNode;
}

function Step<Entry extends Considered>({ title, entries, isFar, far, none, children }: StepProps<Entry>) {
  const farOff = entries.filter(isFar);
  const draw = (entry: Entry) => (
    <Decision key={entry.id} isTaken={entry.matched} name={entry.name} reason={isFar(entry) ? null : entry.reason}>
      {children?.(entry)}
    </Decision>
  );
  return (
    <StepFrame title={title}>
      {entries.length === 0 && <p className="text-muted-foreground text-xs">{none}</p>}
      <ul className="grid gap-2">{entries.filter((entry) => !isFar(entry)).map(draw)}</ul>
      {farOff.length > 0 && (
        <details className="group">
          <Summary>
            {farOff.length} {far}
          </Summary>
          <ul className="mt-1.5 grid gap-2">{farOff.map(draw)}</ul>
        </details>
      )}
    </StepFrame>
  );
}

function Destinations({ entries, nameOf }: { entries: TraceShape["destinations"]; nameOf: ReadonlyMap<string, string> }) {
  return (
    <StepFrame title="Destinations">
      {entries.length === 0 && <p className="text-muted-foreground text-xs">None: no subscription matched.</p>}
      <ul className="grid gap-2">
        {entries.map(({ id, name, subscription_ids: by, result, reason }) => (
          <Decision key={`${id} ${result}`} isTaken={result === "deliver"} name={name} reason={reason}>
            <p className="text-muted-foreground text-xs">
              Named by {by.map((subscription) => nameOf.get(subscription) ?? subscription).join(", ")}.
            </p>
          </Decision>
        ))}
      </ul>
    </StepFrame>
  );
}

const StepFrame = ({ title, children }: { title: string; children: ReactNode }) => (
  <div className="grid gap-2 border-l pl-4">
    <h3 className="font-medium text-muted-foreground text-xs">{title}</h3>
    {children}
  </div>
);

function Decision({ isTaken, name, reason, children }: { isTaken: boolean; name: string; reason: string | null; children?: ReactNode }) {
  const Icon = isTaken ? Check : Minus;
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-1.5">
      <Icon aria-hidden="true" className={`mt-0.5 size-4 ${isTaken ? "text-success" : "text-muted-foreground"}`} />
      <div className="min-w-0">
        <p className={`text-sm [overflow-wrap:anywhere] ${isTaken ? "font-medium" : ""}`}>{name}</p>
        {reason && <p className="text-muted-foreground text-xs">{sayDecision(reason)}</p>}
        {children}
      </div>
    </li>
  );
}
