import * as query from "@/components/filtered-list/filter-query";
import { ranges } from "@/components/time-ranges";
import type { MomentType } from "@/lib/domain/moment-type";

/** What the timeline is narrowed by, as the address names it. */
export const filterNames = ["team", "type", "source", "integration", "range"] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = query.FilterValues<FilterName>;

export const types: readonly { value: MomentType; label: string }[] = [
  { value: "page", label: "Page" },
  { value: "incident", label: "Incident" },
  { value: "alert", label: "Alert" },
  { value: "near-miss", label: "Near-miss" },
];

/** The filters that an address holds; a type or a range that there is not is none. */
export function readFilters(params: URLSearchParams): Filters {
  const filters: Filters = query.readFilters(params, filterNames);
  if (!types.some(({ value }) => value === filters.type)) delete filters.type;
  if (!ranges.some(({ value }) => value === filters.range)) delete filters.range;
  return filters;
}

export const toApiQuery = (filters: Filters, now: number): string => query.toApiQuery(filters, now, { team: "team_id" });
