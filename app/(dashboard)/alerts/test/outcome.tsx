"use client";

import { Waypoints } from "lucide-react";
import { Why } from "@/components/alert/why";
import { WhyNotChooser } from "@/components/alert/why-not-chooser";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import type { TraceShape } from "@/lib/domain/alerts/trace";
import type { Subject } from "@/lib/domain/alerts/why-not";
import { Receivers, sayOutcome } from "./receivers";

interface Props {
  subject: Subject;
  trace: TraceShape | undefined;
  error: Error | null;
  isCurrent: boolean;
  onRetry: () => void;
}

/** What would happen, and why: drawn as the page of an alert draws what did. */
export function Outcome({ subject, trace, error, isCurrent, onRetry }: Props) {
  if (subject.name === "") return <NothingYet />;
  // What is wrong with a field is told beside it.
  if (error instanceof ApiError && error.errors.length > 0)
    return <p className="text-muted-foreground text-sm">Mend the form to see the outcome.</p>;
  if (error) return <ErrorState error={error} onRetry={onRetry} />;
  if (!trace) return <SkeletonRows rows={4} label="Working out the route" />;
  return (
    <div
      aria-busy={!isCurrent}
      className={`grid grid-cols-1 content-start gap-8 transition-opacity delay-150 ${isCurrent ? "" : "opacity-60"}`}
    >
      <Section title="Outcome" note={`configuration ${trace.config_version}`}>
        <p role="status" className="mb-3 text-sm">
          {sayOutcome(trace)}
        </p>
        {trace.destinations.length > 0 && <Receivers trace={trace} />}
      </Section>
      <Section title="Why">
        <div className="grid grid-cols-1 gap-5">
          <WhyNotChooser key={subject.name} subject={subject} trace={trace} />
          <Why subject={subject} trace={trace} />
        </div>
      </Section>
    </div>
  );
}

const NothingYet = () => (
  <EmptyState
    icon={Waypoints}
    title="Name an alert"
    text="Its outcome appears here as you type: who would get it, who would be skipped, and why. Nothing is stored, and nothing is sent."
  />
);
