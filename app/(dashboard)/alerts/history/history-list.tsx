"use client";

import { SearchX } from "lucide-react";
import { useRowKeys } from "@/components/row-keys";
import { Button } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAlerts } from "@/lib/client/queries/alerts";
import { AlertTable } from "./alert-table";
import { FilterBar } from "./filter-bar";
import { clearFilters, toApiQuery, useFilters } from "./filters";
import { FirstAlert } from "./first-alert";

export function HistoryList() {
  const { filters, setFilter } = useFilters();
  const query = toApiQuery(filters);
  const alerts = useAlerts(query);
  useRowKeys("search");
  return (
    <>
      <FilterBar filters={filters} setFilter={setFilter} />
      <Results alerts={alerts} isFiltered={query !== ""} />
    </>
  );
}

function Results({ alerts, isFiltered }: { alerts: ReturnType<typeof useAlerts>; isFiltered: boolean }) {
  const { data, error, isPlaceholderData, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = alerts;
  const retry = () => void refetch();
  if (error && (!data || isPlaceholderData)) return <ErrorState error={error} onRetry={retry} />;
  if (!data) return <SkeletonRows rows={12} label="Loading alerts" />;
  const items = data.pages.flatMap((page) => page.data);
  if (items.length === 0 && !isPlaceholderData) return isFiltered ? <NoMatch /> : <FirstAlert />;
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <div aria-busy={isPlaceholderData} className={isPlaceholderData ? "opacity-60" : ""}>
        <AlertTable alerts={items} />
      </div>
      <div className="flex justify-center p-4">
        {hasNextPage && (
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage}>
            {isFetchingNextPage ? "Loading…" : "Load older"}
          </Button>
        )}
      </div>
    </>
  );
}

const NoMatch = () => (
  <EmptyState icon={SearchX} title="No alerts match" text="Nothing in the history fits these filters.">
    <Button onClick={clearFilters}>Clear filters</Button>
  </EmptyState>
);
