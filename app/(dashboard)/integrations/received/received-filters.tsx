"use client";

import type { Place } from "@/components/filtered-list/active-filters";
import { ChoiceFilter } from "@/components/filtered-list/choice-filter";
import { FilterBar } from "@/components/filtered-list/filter-bar";
import { FilterSelect } from "@/components/filtered-list/filter-select";
import { changeFilters } from "@/components/filtered-list/filters";
import { SearchField } from "@/components/filtered-list/search-field";
import { TimeFields } from "@/components/filtered-list/time-fields";
import { TimeSelect } from "@/components/filtered-list/time-select";
import { eventFilters, type Filters, statuses } from "./filter-query";
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
    active={eventFilters.describe(set, useChoices())}
    placeOf={placeOf}
    filterNames={eventFilters.names}
  />
);

function Selects({ filters, set }: Props) {
  const choices = useChoices(filters.team);
  const { labels } = eventFilters;
  const isFixed = filters.integration !== set.integration;
  return (
    <>
      <ChoiceFilter name="status" label={labels.status} filters={filters} options={statuses} />
      {!isFixed && <ChoiceFilter name="integration" label={labels.integration} filters={filters} options={choices.integration} />}
      <FilterSelect
        label={labels.team}
        value={filters.team ?? ""}
        options={choices.team ?? []}
        onChoose={(value) => changeFilters({ team: value, hook: null })}
      />
      <ChoiceFilter name="hook" label={labels.hook} filters={filters} options={choices.hook} />
      <TimeSelect filters={filters} />
    </>
  );
}
