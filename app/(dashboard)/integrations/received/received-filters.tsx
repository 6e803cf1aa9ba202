"use client";

import { FilterSelect } from "@/components/filter-select";
import type { Place } from "@/components/filtered-list/active-filters";
import { FilterBar } from "@/components/filtered-list/filter-bar";
import { changeFilters } from "@/components/filtered-list/filters";
import { SearchField } from "@/components/filtered-list/search-field";
import { TimeFields } from "@/components/filtered-list/time-fields";
import { TimeSelect } from "@/components/filtered-list/time-select";
import { describeFilters, type Filters, filterNames, statuses } from "./filter-query";
import { useChoices } from "./use-choices";

interface Props {
  filters: Filters;
  /** The filters that a person has set: on an integration's own page it is none of them. */
  set: Filters;
}

const places: Readonly<Record<string, Place>> = { q: "search", cause: "nowhere", from: "more", to: "more" };
const placeOf = (name: string): Place => places[name] ?? "bar";

export const ReceivedFilters = ({ filters, set }: Props) => (
  <FilterBar
    search={
      <SearchField
        label="Search reasons, moments and callers"
        placeholder="Search reasons, moments, callers"
        value={filters.q}
        maxLength={200}
        className="xl:max-w-72"
      />
    }
    selects={<Selects filters={filters} set={set} />}
    columns="md:grid-cols-5"
    more={
      <div className="grid grid-cols-1 gap-2 pb-1 min-[28rem]:grid-cols-2 xl:max-w-xl">
        <TimeFields filters={filters} />
      </div>
    }
    active={describeFilters(set, useChoices())}
    placeOf={placeOf}
    filterNames={filterNames}
  />
);

function Selects({ filters, set }: Props) {
  const choices = useChoices(filters.team);
  const one = (name: "status" | "integration" | "hook", label: string, options: readonly { value: string; label: string }[] = []) => (
    <FilterSelect label={label} value={filters[name] ?? ""} options={options} onChoose={(value) => changeFilters({ [name]: value })} />
  );
  const isFixed = filters.integration !== set.integration;
  return (
    <>
      {one("status", "status", statuses)}
      {!isFixed && one("integration", "integration", choices.integration)}
      <FilterSelect
        label="team"
        value={filters.team ?? ""}
        options={choices.team ?? []}
        onChoose={(value) => changeFilters({ team: value, hook: null })}
      />
      {one("hook", "Webhook", choices.hook)}
      <TimeSelect filters={filters} />
    </>
  );
}
