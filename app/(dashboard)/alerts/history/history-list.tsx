"use client";

import { SearchX } from "lucide-react";
import { NewRows } from "@/components/new-rows";
import { useRowKeys } from "@/components/row-keys";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { AlertTable } from "./alert-table";
import { ExportMenu } from "./export-menu";
import { FilterBar } from "./filter-bar";
import { clearFilters, useFilters } from "./filters";
import { FirstAlert } from "./first-alert";
import { RetryMatching } from "./retry-matching";
import { useHistory } from "./use-history";

export function HistoryList() {
  const filters = useFilters();
  const history = useHistory(filters);
  useRowKeys("search");
  return (
    <>
      <PageHeader
        title="History"
        actions={
          <>
            <RetryMatching filters={filters} query={history.query} />
            <ExportMenu query={history.query} />
          </>
        }
      />
      <FilterBar filters={filters} />
      <Results history={history} isFiltered={Object.keys(filters).length > 0} />
    </>
  );
}

function Results({ history, isFiltered }: { history: ReturnType<typeof useHistory>; isFiltered: boolean }) {
  const { data, error, isPlaceholderData, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = history.alerts;
  const retry = () => void refetch();
  if (error && (!data || isPlaceholderData)) return <ErrorState error={error} onRetry={retry} />;
  if (!data) return <SkeletonRows rows={12} label="Loading alerts" />;
  const items = data.pages.flatMap((page) => page.data);
  if (items.length === 0 && !isPlaceholderData) return isFiltered ? <NoMatch /> : <FirstAlert />;
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <NewRows {...history.waiting} onShow={history.showNewest} />
      <div aria-busy={isPlaceholderData} className={`transition-opacity delay-150 ${isPlaceholderData ? "opacity-60" : ""}`}>
        <AlertTable alerts={items} />
      </div>
      <div className="flex justify-center p-4">
        {hasNextPage ? (
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage || isPlaceholderData}>
            {isFetchingNextPage ? "Loading…" : "Load older"}
          </Button>
        ) : (
          <p className="text-muted-foreground text-xs tabular-nums">{sayEnd(items.length, isFiltered)}</p>
        )}
      </div>
    </>
  );
}

const sayEnd = (count: number, isFiltered: boolean): string => {
  const alerts = `${count.toLocaleString()} ${count === 1 ? "alert" : "alerts"}`;
  return isFiltered ? `${alerts} ${count === 1 ? "matches" : "match"}` : `${alerts} in all`;
};

const NoMatch = () => (
  <EmptyState
    icon={SearchX}
    title="No alerts match"
    text="Nothing in the history fits these filters. Alerts that do appear here by themselves."
  >
    <Button onClick={clearFilters}>Clear filters</Button>
  </EmptyState>
);
