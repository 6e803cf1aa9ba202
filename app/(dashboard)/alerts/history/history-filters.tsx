"use client";

import type { Place } from "@/components/filtered-list/active-filters";
import { ChoiceFilter } from "@/components/filtered-list/choice-filter";
import { FilterBar } from "@/components/filtered-list/filter-bar";
import { SearchField } from "@/components/filtered-list/search-field";
import { TimeSelect } from "@/components/filtered-list/time-select";
import { useChannels } from "@/lib/client/queries/channels";
import { useEnvironments } from "@/lib/client/queries/environments";
import { alertFilters, type Filters, statuses } from "./filter-query";
import { MoreFilters } from "./more-filters";

const { labels, names } = alertFilters;
const inBar: readonly string[] = ["environment", "status", "channel", "range"] satisfies (keyof Filters)[];

function placeOf(name: string): Place {
  if (name === "q") return "search";
  return inBar.includes(name) ? "bar" : "more";
}

export function HistoryFilters({ filters }: { filters: Filters }) {
  const environment = useEnvironments().data?.map(({ slug, name }) => ({ value: slug, label: name }));
  const channel = useChannels().data?.map(({ id, name }) => ({ value: id, label: name }));
  return (
    <FilterBar
      search={<SearchField label="Search names and payloads" value={filters.q} maxLength={500} className="xl:max-w-80" />}
      selects={
        <>
          <ChoiceFilter name="environment" label={labels.environment} filters={filters} options={environment} />
          <ChoiceFilter name="status" label={labels.status} filters={filters} options={statuses} />
          <ChoiceFilter name="channel" label={labels.channel} filters={filters} options={channel} />
          <TimeSelect filters={filters} />
        </>
      }
      columns="md:grid-cols-4"
      more={<MoreFilters filters={filters} />}
      active={alertFilters.describe(filters, { environment, channel })}
      placeOf={placeOf}
      filterNames={names}
    />
  );
}
