"use client";

import { useFilters } from "@/components/filtered-list/filters";
import { Results } from "@/components/filtered-list/results";
import { useRowKeys } from "@/components/row-keys";
import { PageHeader } from "@/components/ui/page-header";
import { AlertTable } from "./alert-table";
import { ExportMenu } from "./export-menu";
import { filterNames, readFilters } from "./filter-query";
import { FirstAlert } from "./first-alert";
import { HistoryFilters } from "./history-filters";
import { RetryMatching } from "./retry-matching";
import { useHistory } from "./use-history";

export function HistoryList() {
  const filters = useFilters(readFilters);
  const { query, ...history } = useHistory(filters);
  useRowKeys("search");
  return (
    <>
      <PageHeader
        title="History"
        actions={
          <>
            <RetryMatching filters={filters} query={query} />
            <ExportMenu query={query} />
          </>
        }
      />
      <HistoryFilters filters={filters} />
      <Results
        {...history}
        noun="alert"
        nothing="Nothing in the history"
        none={<FirstAlert />}
        isFiltered={Object.keys(filters).length > 0}
        filterNames={filterNames}
      >
        {(alerts) => <AlertTable alerts={alerts} />}
      </Results>
    </>
  );
}
