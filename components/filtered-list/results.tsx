import type { ComponentProps, ReactNode } from "react";
import { plural } from "@/lib/domain/words";
import { LoadOlder } from "../list/load-older";
import { NewRows } from "../list/new-rows";
import { ErrorState, StaleNotice } from "../ui/error-state";
import { SkeletonRows } from "../ui/skeleton";
import { clearFilters } from "./filters";
import { NoMatch } from "./no-match";

interface Props<Row> {
  list: ComponentProps<typeof LoadOlder>["list"] & { error: Error | null; refetch: () => unknown };
  rows: readonly Row[] | undefined;
  /** Newer rows that match, and what shows them. */
  waiting: { count: number; capped: boolean };
  showNewest: () => void;
  /** What one row is: "alert". */
  noun: string;
  /** Where none matches: "Nothing in the history". */
  nothing: string;
  /** What stands here before there is anything. */
  none: ReactNode;
  isFiltered: boolean;
  filterNames: readonly string[];
  /** The children may hold rows that match no more: they show by themselves what stands in for none. */
  keepsRows?: boolean;
  skeletonRows?: number;
  children: (rows: readonly Row[], empty: ReactNode) => ReactNode;
}

/** The rows that match the filters, newest first: as they load, fail, are none, or are there. */
export function Results<Row>({ list, rows, noun, isFiltered, keepsRows, skeletonRows = 12, ...props }: Props<Row>) {
  const { error, isPlaceholderData, refetch } = list;
  const retry = () => void refetch();
  if (error && (!rows || isPlaceholderData)) return <ErrorState error={error} onRetry={retry} />;
  if (!rows) return <SkeletonRows rows={skeletonRows} label={`Loading ${noun}s`} />;
  const empty = rows.length > 0 || isPlaceholderData ? null : isFiltered ? <NoneMatch noun={noun} {...props} /> : props.none;
  if (empty && !keepsRows) return empty;
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <NewRows {...props.waiting} onShow={props.showNewest} />
      <div aria-busy={isPlaceholderData} className={`transition-opacity delay-150 ${isPlaceholderData ? "opacity-60" : ""}`}>
        {props.children(rows, empty)}
      </div>
      <LoadOlder
        list={list}
        end={rows.length > 0 && <p className="text-muted-foreground text-xs tabular-nums">{sayEnd(rows.length, noun, isFiltered)}</p>}
      />
    </>
  );
}

const NoneMatch = ({ noun, nothing, filterNames }: Pick<Props<unknown>, "noun" | "nothing" | "filterNames">) => (
  <NoMatch
    title={`No ${noun}s match`}
    text={`${nothing} fits these filters. ${noun.charAt(0).toUpperCase()}${noun.slice(1)}s that do appear here by themselves.`}
    onClear={() => clearFilters(filterNames)}
  />
);

function sayEnd(count: number, noun: string, isFiltered: boolean): string {
  const rows = plural(count, noun);
  return isFiltered ? `${rows} ${count === 1 ? "matches" : "match"}` : `${rows} in all`;
}
