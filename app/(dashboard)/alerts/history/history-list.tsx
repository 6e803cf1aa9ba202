"use client";

import { useFilters } from "@/components/filtered-list/filters";
import { Results } from "@/components/filtered-list/results";
import { useFilteredList } from "@/components/filtered-list/use-filtered-list";
import { useRowKeys } from "@/components/list/row-keys";
import { PageHeader } from "@/components/ui/page-header";
import { useAlertHistory } from "@/lib/client/queries/alert-history";
import { useAlertCount } from "@/lib/client/queries/alerts";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";
import { historySince } from "../alert-tabs";
import { AlertTable } from "./alert-table";
import { ExportMenu } from "./export-menu";
import { alertFilters } from "./filter-query";
import { FirstAlert } from "./first-alert";
import { HistoryFilters } from "./history-filters";
import { RetryMatching } from "./retry-matching";

const history = {
  since: historySince,
  toApiQuery: alertFilters.toApiQuery,
  useList: useAlertHistory,
  useCount: (query: string, newest: AlertItemShape | null) => useAlertCount(query, newest?.id ?? null),
};

export function HistoryList() {
  const filters = useFilters(alertFilters.read);
  const list = useFilteredList(history, filters);
  useRowKeys("search");
  return (
    <>
      <PageHeader
        title="History"
        actions={
          <>
            <RetryMatching filters={filters} query={list.query} />
            <ExportMenu query={list.query} />
          </>
        }
      />
      <HistoryFilters filters={filters} />
      <Results
        {...list}
        noun="alert"
        nothing="Nothing in the history"
        none={<FirstAlert />}
        isFiltered={Object.keys(filters).length > 0}
        filterNames={alertFilters.names}
      >
        {(alerts) => <AlertTable alerts={alerts} />}
      </Results>
    </>
  );
}
