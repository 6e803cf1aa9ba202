"use client";

import type { ReactNode } from "react";
import { Skeleton } from "@/components/ui/skeleton";
import { useBacktest } from "@/lib/client/queries/backtest";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import type { BacktestShape } from "@/lib/domain/routing/backtest";
import { findCovered, sayCovered } from "@/lib/domain/routing/covered";
import type { SubscriptionShape } from "@/lib/domain/routing/subscription";
import { plural } from "@/lib/domain/words";
import { useSettled } from "../use-settled";

/** How long the choice stays the same before it is tried, in milliseconds. */
const pauseMs = 400;
const days = 7;
/** Names before the others are counted. */
const mostNames = 5;

interface Props {
  /** Of the subscription that is being changed. */
  id: string | null;
  choice: Pick<SubscriptionShape, "channel_ids" | "destination_ids" | "environment">;
}

/** What the subscription would have sent in the last days, by the engine's own plan. */
export function BacktestPanel({ id, choice: { channel_ids, destination_ids, environment } }: Props) {
  const choice = { channel_ids, destination_ids, environment };
  const settled = useSettled(choice, JSON.stringify(choice), pauseMs);
  const { data, error, isPending, isPlaceholderData, refetch } = useBacktest(settled.channel_ids.length > 0 ? { ...settled, days } : null);
  const covered = findCovered({ id, ...settled }, settled.destination_ids, useSubscriptions().data ?? []);
  const isLate = isPlaceholderData || settled.channel_ids.length !== channel_ids.length;
  return (
    <section aria-label={`The last ${days} days`} aria-busy={isPending || isLate} className="grid gap-2">
      <h3 className="font-medium text-sm">What this would have sent in the last {days} days</h3>
      {channel_ids.length === 0 || settled.channel_ids.length === 0 ? (
        <p className="text-muted-foreground text-sm">Choose a channel, and what it heard lately appears here.</p>
      ) : error ? (
        <p role="alert" className="text-destructive text-sm">
          This could not be worked out: {error.message}{" "}
          <button type="button" onClick={() => void refetch()} className="rounded-sm text-primary underline underline-offset-2">
            Try again
          </button>
        </p>
      ) : !data ? (
        <div role="status" className="grid gap-2 py-1">
          <span className="sr-only">Working it out</span>
          <Skeleton className="h-4 w-3/5" />
          <Skeleton className="h-4 w-2/5" />
        </div>
      ) : (
        <div className={`grid gap-3 transition-opacity ${isLate ? "opacity-60" : ""}`}>
          <Result result={data} covered={covered} />
        </div>
      )}
    </section>
  );
}

function Result({
  result: { alerts, matched, names, destinations, complete },
  covered,
}: {
  result: BacktestShape;
  covered: ReadonlyMap<string, { name: string }>;
}) {
  if (alerts === 0) return <p className="text-muted-foreground text-sm">There were no alerts in that time.</p>;
  return (
    <>
      <p className="text-sm">
        <strong className="font-semibold tabular-nums">{plural(matched, "alert")}</strong>{" "}
        <span className="text-muted-foreground">of {alerts.toLocaleString("en")} matched.</span>
        {!complete && <span className="text-muted-foreground"> There were more; the newest were looked at.</span>}
      </p>
      {matched > 0 && destinations.length > 0 && (
        <ul className="divide-y rounded-md border">
          {destinations.map((destination) => (
            <DestinationLine key={destination.id} destination={destination} by={covered.get(destination.id)} />
          ))}
        </ul>
      )}
      {names.length > 0 && <TopNames names={names} />}
    </>
  );
}

const skipReasons: Readonly<Record<string, string>> = {
  destination_disabled: "it is disabled",
  destination_unverified: "its address is not confirmed",
};

function DestinationLine({ destination, by }: { destination: BacktestShape["destinations"][number]; by: { name: string } | undefined }) {
  const { name, deliveries, skipped, reason } = destination;
  return (
    <li className="grid grid-cols-[minmax(0,1fr)_auto] items-baseline gap-x-3 px-3 py-2">
      <span className="truncate text-sm">{name}</span>
      <span className="text-sm tabular-nums">
        {skipped > 0 ? <span className="text-warning">{skipped.toLocaleString("en")} skipped</span> : plural(deliveries, "message")}
      </span>
      {skipped > 0 && <Note tone="text-warning">Nothing would be sent: {skipReasons[reason ?? ""] ?? "it is off"}.</Note>}
      {by && skipped === 0 && <Note>{sayCovered("It", by)}</Note>}
    </li>
  );
}

const Note = ({ tone = "text-muted-foreground", children }: { tone?: string; children: ReactNode }) => (
  <span className={`col-span-2 text-pretty text-xs ${tone}`}>{children}</span>
);

function TopNames({ names }: { names: BacktestShape["names"] }) {
  const most = Math.max(1, ...names.map(({ count }) => count));
  const rest = names.slice(mostNames);
  return (
    <div className="grid gap-1.5">
      <h4 className="text-muted-foreground text-xs">Most frequent names</h4>
      <ul className="grid gap-1">
        {names.slice(0, mostNames).map(({ name, environment, count }) => (
          <li
            key={`${environment} ${name}`}
            className="relative grid grid-cols-[minmax(0,1fr)_auto] gap-3 rounded-sm px-1.5 py-0.5 text-xs"
          >
            <span
              aria-hidden="true"
              className="absolute inset-y-0 left-0 rounded-sm bg-primary/10"
              style={{ width: `${(count / most) * 100}%` }}
            />
            <span className="relative truncate">
              <span className="font-mono">{name}</span> <span className="text-muted-foreground">{environment ?? "no environment"}</span>
            </span>
            <span className="relative tabular-nums">{count.toLocaleString("en")}</span>
          </li>
        ))}
      </ul>
      {rest.length > 0 && <p className="text-muted-foreground text-xs">and {plural(rest.length, "other name")}</p>}
    </div>
  );
}
