"use client";

import Link from "next/link";
import { useExplain } from "@/lib/client/queries/alerts";
import { useKinds } from "@/lib/client/queries/kinds";
import type { DeliveryShape } from "@/lib/domain/alerts/delivery";
import type { TraceShape } from "@/lib/domain/alerts/trace";
import { type Fate, type Subject, whyNot } from "@/lib/domain/alerts/why-not";
import { describeOutcome } from "@/lib/domain/delivering/outcome";
import { useConfiguration } from "./configuration";
import { linkTo } from "./mend";

interface Props {
  /** The destination. */
  id: string;
  subject: Subject;
  trace: TraceShape;
  deliveries?: readonly DeliveryShape[];
}

/** Why the alert did not get to one destination, with links to what would change that. */
export function WhyNotAnswer({ id, subject, trace, deliveries }: Props) {
  const config = useConfiguration();
  const fate = useFate(deliveries?.find(({ destination }) => destination.id === id));
  // The page of an alert tells of the past; where today's configuration says otherwise, a replay would help.
  const today = useExplain(deliveries && !fate ? { name: subject.name, environment: subject.environment } : null).data;
  if (!config) return null;
  const answer = whyNot(id, subject, trace, config, fate);
  const isMended =
    !answer.delivered &&
    today !== undefined &&
    today.config_version !== trace.config_version &&
    today.destinations.some((entry) => entry.id === id && entry.result === "deliver");
  return (
    <div className="grid grid-cols-1 gap-1.5 text-pretty text-sm [overflow-wrap:anywhere]">
      <p>{answer.sentences.join(" ")}</p>
      {isMended && <p>Today's configuration would deliver it: replay the alert to send it there.</p>}
      {answer.mends.length > 0 && (
        <p className="flex flex-wrap gap-x-4 gap-y-1 print:hidden">
          {answer.mends
            .map((mend) => linkTo(mend, subject.name))
            .map(({ label, href }) => (
              <Link key={href} href={href} prefetch={false} className="text-primary underline-offset-2 hover:underline">
                {label}
              </Link>
            ))}
        </p>
      )}
    </div>
  );
}

function useFate(delivery: DeliveryShape | undefined): Fate | undefined {
  const kinds = useKinds();
  if (!delivery) return undefined;
  const kind = kinds.find((entry) => entry.kind === delivery.destination.kind) ?? null;
  const last = delivery.attempts.at(-1);
  const fix = last?.outcome ? describeOutcome(last.outcome, kind?.outcomes).fix : undefined;
  const words = last?.error ?? delivery.said;
  return { status: delivery.status, attempts: delivery.attempts.length, reason: [words, fix].filter(Boolean).join(" ") || null };
}
