"use client";

import { LayoutGrid, SearchX } from "lucide-react";
import { NewRows } from "@/components/new-rows";
import { useRowKeys } from "@/components/row-keys";
import { Button, LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { Causes } from "./causes";
import { EventList } from "./event-list";
import { FilterBar } from "./filter-bar";
import { clearFilters, useFilters } from "./filters";
import { NoEvents } from "./no-events";
import { useReceived } from "./use-received";

/** Everything that webhooks received. */
export const Received = () => (
  <>
    <PageHeader
      title="Webhooks"
      description="Every request that a tool sent to a team’s webhook, and what became of it."
      actions={
        <LinkButton href="/integrations/all">
          <LayoutGrid aria-hidden="true" className="size-3.5" />
          All integrations
        </LinkButton>
      }
    />
    <ReceivedList />
  </>
);

/** What was received, of one integration or of all. */
export function ReceivedList({ integration }: { integration?: string }) {
  const filters = useFilters(integration);
  const received = useReceived(filters);
  useRowKeys("search");
  const { integration: _, ...others } = filters;
  const set = integration === undefined ? filters : others;
  return (
    <>
      <FilterBar filters={filters} set={set} />
      <Causes filters={filters} query={received.causesQuery} />
      <Results received={received} integration={integration} isFiltered={Object.keys(set).length > 0} />
    </>
  );
}

interface ResultsProps {
  received: ReturnType<typeof useReceived>;
  integration: string | undefined;
  isFiltered: boolean;
}

function Results({ received, integration, isFiltered }: ResultsProps) {
  const { data, error, isPlaceholderData, refetch, hasNextPage, fetchNextPage, isFetchingNextPage } = received.events;
  const retry = () => void refetch();
  if (error && (!data || isPlaceholderData)) return <ErrorState error={error} onRetry={retry} />;
  if (!data) return <SkeletonRows rows={12} label="Loading events" />;
  const events = data.pages.flatMap((page) => page.data);
  const empty = isPlaceholderData ? null : isFiltered ? <NoMatch /> : <NoEvents integration={integration} />;
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <NewRows {...received.waiting} onShow={received.showNewest} />
      <div aria-busy={isPlaceholderData} className={`transition-opacity delay-150 ${isPlaceholderData ? "opacity-60" : ""}`}>
        <EventList key={received.key} events={events} empty={empty} />
      </div>
      <div className="flex justify-center p-4">
        {hasNextPage ? (
          <Button onClick={() => void fetchNextPage()} disabled={isFetchingNextPage || isPlaceholderData}>
            {isFetchingNextPage ? "Loading…" : "Load older"}
          </Button>
        ) : (
          events.length > 0 && <p className="text-muted-foreground text-xs tabular-nums">{sayEnd(events.length, isFiltered)}</p>
        )}
      </div>
    </>
  );
}

const sayEnd = (count: number, isFiltered: boolean): string => {
  const events = `${count.toLocaleString()} ${count === 1 ? "event" : "events"}`;
  return isFiltered ? `${events} ${count === 1 ? "matches" : "match"}` : `${events} in all`;
};

const NoMatch = () => (
  <EmptyState
    icon={SearchX}
    title="No events match"
    text="Nothing that was received fits these filters. Events that do appear here by themselves."
  >
    <Button onClick={clearFilters}>Clear filters</Button>
  </EmptyState>
);
