"use client";

import { ScrollText } from "lucide-react";
import { clearFilters, useFilters } from "@/components/filtered-list/filters";
import { NoMatch } from "@/components/filtered-list/no-match";
import { LoadOlder } from "@/components/list/load-older";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAudit } from "@/lib/client/queries/audit";
import { AuditRow } from "./audit-row";
import { FilterBar } from "./filter-bar";
import { filterNames, readFilters, toApiQuery } from "./filters";

export function Audit() {
  const filters = useFilters(readFilters);
  const query = toApiQuery(filters);
  return (
    <>
      <PageHeader title="Audit log" description="Every change: who made it, and what it was before and after. Kept for 400 days." />
      <FilterBar filters={filters} />
      <Results audit={useAudit(query)} isFiltered={query !== ""} />
    </>
  );
}

function Results({ audit, isFiltered }: { audit: ReturnType<typeof useAudit>; isFiltered: boolean }) {
  const { data, error, isPlaceholderData, refetch } = audit;
  const retry = () => void refetch();
  if (error && (!data || isPlaceholderData)) return <ErrorState error={error} onRetry={retry} />;
  if (!data) return <SkeletonRows rows={12} label="Loading the audit log" />;
  const entries = data.pages.flatMap((page) => page.data);
  if (entries.length === 0 && !isPlaceholderData) return isFiltered ? <NoChangeMatches /> : <Nothing />;
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <ul aria-busy={isPlaceholderData} className={`text-sm ${isPlaceholderData ? "opacity-60" : ""}`}>
        {entries.map((entry) => (
          <AuditRow key={entry.id} entry={entry} />
        ))}
      </ul>
      <LoadOlder list={audit} />
    </>
  );
}

const NoChangeMatches = () => (
  <NoMatch title="No changes match" text="Nothing in the audit log fits these filters." onClear={() => clearFilters(filterNames)} />
);

const Nothing = () => (
  <EmptyState
    icon={ScrollText}
    title="No changes yet"
    text="Every change to this organization will stand here: who made it, and what it was before."
  />
);
