"use client";

import { FilterSelect, type Option } from "@/components/filter-select";
import type { Place } from "@/components/filtered-list/active-filters";
import { FilterBar } from "@/components/filtered-list/filter-bar";
import { changeFilters } from "@/components/filtered-list/filters";
import { SearchField } from "@/components/filtered-list/search-field";
import { TimeSelect } from "@/components/filtered-list/time-select";
import { useChannels } from "@/lib/client/queries/channels";
import { useEnvironments } from "@/lib/client/queries/environments";
import { describeFilters, type FilterName, type Filters, filterNames, statuses } from "./filter-query";
import { MoreFilters } from "./more-filters";

const inBar: readonly string[] = ["environment", "status", "channel", "range"] satisfies FilterName[];

function placeOf(name: string): Place {
  if (name === "q") return "search";
  return inBar.includes(name) ? "bar" : "more";
}

export function HistoryFilters({ filters }: { filters: Filters }) {
  const environment = useEnvironments().data?.map(({ slug, name }) => ({ value: slug, label: name }));
  const channel = useChannels().data?.map(({ id, name }) => ({ value: id, label: name }));
  const one = (name: "environment" | "status" | "channel", options: readonly Option[] = []) => (
    <FilterSelect label={name} value={filters[name] ?? ""} options={options} onChoose={(value) => changeFilters({ [name]: value })} />
  );
  return (
    <FilterBar
      search={<SearchField label="Search names and payloads" value={filters.q} maxLength={500} className="xl:max-w-80" />}
      selects={
        <>
          {one("environment", environment)}
          {one("status", statuses)}
          {one("channel", channel)}
          <TimeSelect filters={filters} />
        </>
      }
      columns="md:grid-cols-4"
      more={<MoreFilters filters={filters} />}
      active={describeFilters(filters, { environment, channel })}
      placeOf={placeOf}
      filterNames={filterNames}
    />
  );
}
