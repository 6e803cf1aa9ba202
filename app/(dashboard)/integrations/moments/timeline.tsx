"use client";

import { SearchX } from "lucide-react";
import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { NewRows } from "@/components/new-rows";
import { useRowKeys } from "@/components/row-keys";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { DayList } from "./day-list";
import { FilterBar } from "./filter-bar";
import { clearFilters, useFilters } from "./filters";
import { groupDays } from "./group-days";
import { NoMoments } from "./no-moments";
import { useTimeline } from "./use-timeline";
import { ViewLinks } from "./view-links";

const LinkedMoment = dynamic(() => import("./linked-moment").then((module) => module.LinkedMoment));

/** What the teams' tools and scripts said, day by day. */
export function Timeline() {
  const filters = useFilters();
  const timeline = useTimeline(filters);
  useRowKeys();
  return (
    <>
      <PageHeader
        title="Moments"
        description="What tools and scripts reported: pages, incidents, alerts and near-misses."
        actions={<ViewLinks team={filters.team} />}
      />
      <FilterBar filters={filters} />
      <Linked timeline={timeline} />
      <Results timeline={timeline} isFiltered={Object.keys(filters).some((name) => name !== "team")} />
    </>
  );
}

/** What the address opens, where the list does not show it. */
function Linked({ timeline: { list, moments } }: { timeline: ReturnType<typeof useTimeline> }) {
  const open = useSearchParams().get("open");
  const isSettled = list !== undefined && !moments.isPlaceholderData;
  return open && isSettled && !list.some(({ id }) => id === open) ? <LinkedMoment id={open} /> : null;
}

function Results({ timeline, isFiltered }: { timeline: ReturnType<typeof useTimeline>; isFiltered: boolean }) {
  const { list, moments } = timeline;
  const { error, isPlaceholderData, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = moments;
  const retry = () => void refetch();
  if (error && (!list || isPlaceholderData)) return <ErrorState error={error} onRetry={retry} />;
  if (!list) return <SkeletonRows rows={10} label="Loading moments" />;
  if (list.length === 0 && !isPlaceholderData) return isFiltered ? <NoMatch /> : <NoMoments />;
  const days = groupDays(list);
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <NewRows {...timeline.waiting} onShow={timeline.showNewest} />
      <div aria-busy={isPlaceholderData} className={`transition-opacity delay-150 ${isPlaceholderData ? "opacity-60" : ""}`}>
        {days.map((day, index) => (
          <DayList key={day.date} day={day} isWhole={!hasNextPage || index < days.length - 1} />
        ))}
      </div>
      <div className="flex justify-center p-4">
        {hasNextPage ? (
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage || isPlaceholderData}>
            {isFetchingNextPage ? "Loading…" : "Load older"}
          </Button>
        ) : (
          <p className="text-muted-foreground text-xs tabular-nums">{sayEnd(list.length, isFiltered)}</p>
        )}
      </div>
    </>
  );
}

const sayEnd = (count: number, isFiltered: boolean): string => {
  const moments = `${count.toLocaleString()} ${count === 1 ? "moment" : "moments"}`;
  return isFiltered ? `${moments} ${count === 1 ? "matches" : "match"}` : `${moments} in all`;
};

const NoMatch = () => (
  <EmptyState
    icon={SearchX}
    title="No moments match"
    text="Nothing that was reported fits these filters. Moments that do appear here by themselves."
  >
    <Button onClick={clearFilters}>Clear filters</Button>
  </EmptyState>
);
