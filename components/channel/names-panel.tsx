"use client";

import { Check, Minus, Plus } from "lucide-react";
import { plural } from "@/lib/domain/words";
import { ScrollBox } from "../ui/scroll-box";
import { Skeleton } from "../ui/skeleton";
import { compareMatches, countAlerts, type SeenName } from "./name-matches";

/** Names drawn at once; more would be slow to draw and nobody reads them. */
const mostShown = 100;

interface Props {
  names: readonly SeenName[];
  /** Those that the pattern matches; null while nothing is known of it. */
  matched: readonly SeenName[] | null;
  /** What the channel matches as it is saved; null for a new one. */
  saved: readonly SeenName[] | null;
  environment: string | null;
  isLoaded: boolean;
  error: Error | null;
  onRetry: () => void;
}

/** Real names of the last 30 days; those that match light up. */
export function NamesPanel({ names, matched, saved, environment, isLoaded, error, onRetry }: Props) {
  return (
    <section aria-label="Names of the last 30 days" className="grid gap-2">
      <h3 className="font-medium text-sm">
        Names of the last 30 days{environment && <span className="font-normal text-muted-foreground"> in {environment}</span>}
      </h3>
      {!isLoaded && error ? (
        <p role="alert" className="text-destructive text-sm">
          They could not be loaded: {error.message}{" "}
          <button type="button" onClick={onRetry} className="rounded-sm text-primary underline underline-offset-2">
            Try again
          </button>
        </p>
      ) : !isLoaded ? (
        <div role="status" className="grid gap-2 py-1">
          <span className="sr-only">Loading names</span>
          <Skeleton className="h-4 w-2/5" />
          <Skeleton className="h-4 w-3/5" />
        </div>
      ) : names.length === 0 ? (
        <p className="text-muted-foreground text-sm">There were no alerts, so there is nothing to try the pattern on yet.</p>
      ) : (
        <>
          <p aria-live="polite" className="text-sm tabular-nums">
            {matched ? (
              <Summary matched={matched} total={names.length} />
            ) : (
              <span className="text-muted-foreground">{plural(names.length, "name")}</span>
            )}
          </p>
          {saved && matched && <Changes {...compareMatches(saved, matched)} />}
          <NameList names={names} matched={matched ?? []} />
        </>
      )}
    </section>
  );
}

const Summary = ({ matched, total }: { matched: readonly SeenName[]; total: number }) => (
  <>
    Matches <strong className="font-semibold">{matched.length.toLocaleString("en")}</strong> of {plural(total, "name")}
    <span className="text-muted-foreground">, {plural(countAlerts(matched), "alert")}</span>
  </>
);

/** What saving would change. */
const Changes = ({ gained, lost }: { gained: readonly SeenName[]; lost: readonly SeenName[] }) =>
  gained.length + lost.length > 0 && (
    <dl className="grid gap-1 rounded-md border px-2.5 py-2 text-xs">
      {gained.length > 0 && <Change icon={Plus} tone="text-success" title={`Gains ${plural(gained.length, "name")}`} names={gained} />}
      {lost.length > 0 && <Change icon={Minus} tone="text-destructive" title={`Loses ${plural(lost.length, "name")}`} names={lost} />}
    </dl>
  );

/** Names listed in a change. */
const mostChanged = 8;

function Change({ icon: Icon, tone, title, names }: { icon: typeof Plus; tone: string; title: string; names: readonly SeenName[] }) {
  const more = names.length - mostChanged;
  return (
    <div className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-2">
      <dt className={`inline-flex items-center gap-1 whitespace-nowrap self-start font-medium ${tone}`}>
        <Icon aria-hidden="true" className="size-3.5" />
        {title}
      </dt>
      <dd className="font-mono [overflow-wrap:anywhere]">
        {names
          .slice(0, mostChanged)
          .map(({ name }) => name)
          .join(", ")}
        {more > 0 && <span className="font-sans text-muted-foreground"> and {more} more</span>}
      </dd>
    </div>
  );
}

function NameList({ names, matched }: { names: readonly SeenName[]; matched: readonly SeenName[] }) {
  const lit = new Set(matched.map(({ name }) => name));
  const ordered = [...matched, ...names.filter(({ name }) => !lit.has(name))];
  const more = ordered.length - mostShown;
  return (
    <ScrollBox label="Names, those that match first" className="max-h-64 overflow-y-auto">
      <ul className="divide-y text-xs">
        {ordered.slice(0, mostShown).map(({ name, count }) => {
          const isLit = lit.has(name);
          return (
            <li
              key={name}
              className={`grid grid-cols-[0.875rem_minmax(0,1fr)_auto] items-center gap-2 px-2.5 py-1.5 transition-colors ${isLit ? "bg-success/10" : "text-muted-foreground"}`}
            >
              {isLit ? <Check aria-hidden="true" className="size-3.5 text-success" /> : <span />}
              <span className={`font-mono [overflow-wrap:anywhere] ${isLit ? "font-medium" : ""}`}>
                {name}
                <span className="sr-only">{isLit ? " matches" : " does not match"}</span>
              </span>
              <span className="tabular-nums">{count.toLocaleString("en")}</span>
            </li>
          );
        })}
      </ul>
      {more > 0 && <p className="border-t px-2.5 py-1.5 text-muted-foreground text-xs">and {plural(more, "rarer name")}</p>}
    </ScrollBox>
  );
}
