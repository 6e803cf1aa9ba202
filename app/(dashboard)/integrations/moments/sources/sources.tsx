"use client";

import { ChoiceFilter } from "@/components/filtered-list/choice-filter";
import { useFilters } from "@/components/filtered-list/filters";
import { ListStates } from "@/components/list/list-states";
import { useRowKeys } from "@/components/list/row-keys";
import { PageHeader } from "@/components/ui/page-header";
import { useMomentSources } from "@/lib/client/queries/moments";
import { useTeams } from "@/lib/client/queries/teams";
import { momentFilters } from "../filter-query";
import { NoMoments } from "../no-moments";
import { ViewLinks } from "../view-links";
import { SourceRow } from "./source-row";

/** Who sends moments: how many, how often, and when last. */
export function Sources() {
  const filters = useFilters(momentFilters.read);
  const sources = useMomentSources(filters.team);
  const teams = useTeams().data?.map(({ id, name }) => ({ value: id, label: name }));
  useRowKeys();
  return (
    <>
      <PageHeader
        title="Sources of moments"
        description="Who reports moments: how many in all, how often on each of the last 14 days, and when last."
        actions={<ViewLinks team={filters.team} />}
      />
      <search className="flex border-b px-4 pb-3 sm:px-6">
        <ChoiceFilter name="team" label={momentFilters.labels.team} filters={filters} options={teams} />
      </search>
      <ListStates list={sources} loading="Loading the sources" empty={<NoMoments />}>
        {(entries) => (
          <ul className="@container text-sm">
            {entries.map((entry) => (
              <SourceRow key={`${entry.integration} ${entry.source}`} entry={entry} team={filters.team} />
            ))}
          </ul>
        )}
      </ListStates>
    </>
  );
}
