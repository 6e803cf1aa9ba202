"use client";

import { FilterSelect, type Option } from "@/components/filter-select";
import { changeFilters, clearFilters } from "@/components/filtered-list/filters";
import { ranges } from "@/components/time-ranges";
import { Button } from "@/components/ui/button";
import { useIntegrations } from "@/lib/client/queries/integrations";
import { useMomentSources } from "@/lib/client/queries/moments";
import { useTeams } from "@/lib/client/queries/teams";
import { type FilterName, type Filters, filterNames, types } from "./filter-query";

export function FilterBar({ filters }: { filters: Filters }) {
  const teams = useTeams().data?.map(({ id, name }) => ({ value: id, label: name }));
  const integrations = useIntegrations().data?.map(({ integration, label }) => ({ value: integration, label }));
  const sources = [...new Set(useMomentSources(filters.team).data?.flatMap(({ source }) => source ?? []))].sort();
  const one = (name: FilterName, label: string, options: readonly Option[] = []) => (
    <FilterSelect label={label} value={filters[name] ?? ""} options={options} onChoose={(value) => changeFilters({ [name]: value })} />
  );
  return (
    <search className="grid grid-cols-2 gap-2 border-b px-4 pb-3 sm:grid-cols-3 sm:px-6 xl:flex xl:items-center">
      {one("team", "team", teams)}
      {one("type", "type", types)}
      {one(
        "source",
        "source",
        sources.map((source) => ({ value: source, label: source })),
      )}
      {one("integration", "integration", integrations)}
      {one("range", "time", ranges)}
      {Object.keys(filters).length > 0 && (
        <Button variant="ghost" onClick={() => clearFilters(filterNames)}>
          Clear all
        </Button>
      )}
    </search>
  );
}
