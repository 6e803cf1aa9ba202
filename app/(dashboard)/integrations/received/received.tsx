"use client";

import { LayoutGrid } from "lucide-react";
import { useFilters } from "@/components/filtered-list/filters";
import { Results } from "@/components/filtered-list/results";
import { useFilteredList } from "@/components/filtered-list/use-filtered-list";
import { useRowKeys } from "@/components/list/row-keys";
import { LinkButton } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { useEventList, useNewEvents } from "@/lib/client/queries/events";
import { receivedSince } from "../integration-tabs";
import { Causes } from "./causes";
import { EventList } from "./event-list";
import { eventFilters, type Filters, toCausesQuery } from "./filter-query";
import { NoEvents } from "./no-events";
import { ReceivedFilters } from "./received-filters";

const received = { since: receivedSince, toApiQuery: eventFilters.toApiQuery, useList: useEventList, useCount: useNewEvents };

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
  const filters: Filters = useFilters((params) => ({ ...eventFilters.read(params), ...(integration && { integration }) }));
  const list = useFilteredList(received, filters);
  useRowKeys("search");
  const { integration: _, ...others } = filters;
  const set = integration === undefined ? filters : others;
  return (
    <>
      <ReceivedFilters filters={filters} set={set} />
      <Causes filters={filters} query={toCausesQuery(filters, list.since)} />
      <Results
        {...list}
        noun="event"
        nothing="Nothing that was received"
        none={<NoEvents integration={integration} />}
        isFiltered={Object.keys(set).length > 0}
        filterNames={eventFilters.names}
        keepsRows
      >
        {(events, empty) => <EventList key={JSON.stringify(filters)} events={events} empty={empty} />}
      </Results>
    </>
  );
}
