"use client";

import { ChoiceFilter } from "@/components/filtered-list/choice-filter";
import { clearFilters } from "@/components/filtered-list/filters";
import { ranges } from "@/components/filtered-list/time-ranges";
import { Button } from "@/components/ui/button";
import { useIntegrations } from "@/lib/client/queries/integrations";
import { useMomentSources } from "@/lib/client/queries/moments";
import { useTeams } from "@/lib/client/queries/teams";
import { type Filters, momentFilters, types } from "./filter-query";

const { labels, names } = momentFilters;

export function FilterBar({ filters }: { filters: Filters }) {
  const teams = useTeams().data?.map(({ id, name }) => ({ value: id, label: name }));
  const integrations = useIntegrations().data?.map(({ integration, label }) => ({ value: integration, label }));
  const sources = [...new Set(useMomentSources(filters.team).data?.flatMap(({ source }) => source ?? []))].sort();
  const options = {
    team: teams,
    type: types,
    source: sources.map((source) => ({ value: source, label: source })),
    integration: integrations,
    range: ranges,
  };
  return (
    <search className="grid grid-cols-2 gap-2 border-b px-4 pb-3 sm:grid-cols-3 sm:px-6 xl:flex xl:items-center">
      {names.map((name) => (
        <ChoiceFilter key={name} name={name} label={labels[name]} filters={filters} options={options[name]} />
      ))}
      {Object.keys(filters).length > 0 && (
        <Button variant="ghost" onClick={() => clearFilters(names)}>
          Clear all
        </Button>
      )}
    </search>
  );
}
