"use client";

import { CircleMinus, Send } from "lucide-react";
import Link from "next/link";
import { KindIcon } from "@/components/kind-icon";
import { Chip } from "@/components/ui/chip";
import { useDestinations } from "@/lib/client/queries/destinations";
import { useKinds } from "@/lib/client/queries/kinds";
import type { TraceShape } from "@/lib/domain/alerts/trace";

/** The destinations that a trace leads to, each with its target: who gets it, who is skipped. */
export function Receivers({ trace }: { trace: TraceShape }) {
  const known = useDestinations().data;
  const kinds = useKinds();
  const entries = trace.destinations.filter(({ result }) => result !== "merged");
  return (
    <ul className="divide-y rounded-lg border bg-card">
      {entries.map(({ id, name, result, reason, said }) => {
        const destination = known?.find((entry) => entry.id === id);
        const label = kinds.find(({ kind }) => kind === destination?.kind)?.label;
        return (
          <li key={id} className="flex items-center gap-3 px-4 py-2.5">
            {destination && <KindIcon kind={destination.kind} />}
            <span className="min-w-0 flex-1">
              <Link
                href={`/alerts/destinations/${id}`}
                prefetch={false}
                className="block truncate font-medium text-sm underline-offset-2 hover:underline"
              >
                {name}
              </Link>
              <span className="block truncate text-muted-foreground text-xs">
                {[label, destination?.target].filter(Boolean).join(" · ")}
              </span>
            </span>
            {result === "deliver" ? (
              <Chip tone="success" icon={Send}>
                Gets it
              </Chip>
            ) : (
              <span title={said ?? undefined}>
                <Chip icon={CircleMinus}>{reason === "destination_unverified" ? "Skipped: not confirmed" : "Skipped: disabled"}</Chip>
              </span>
            )}
          </li>
        );
      })}
    </ul>
  );
}

const counted = (trace: TraceShape, result: string) => trace.destinations.filter((entry) => entry.result === result).length;

/** Who would get it, in a sentence. */
export function sayOutcome(trace: TraceShape): string {
  const gets = counted(trace, "deliver");
  const skipped = counted(trace, "skip");
  if (gets + skipped === 0) return "Nobody would get it: no subscription asks for it.";
  const who = gets === 0 ? "Nobody would get it" : `${gets} ${gets === 1 ? "destination" : "destinations"} would get it`;
  return skipped === 0 ? `${who}.` : `${who}, and ${skipped} would be skipped.`;
}
