import * as query from "@/components/filtered-list/filter-query";

/** What the list is narrowed by, as the address names it, and what that is called. */
const labels = {
  q: "Text",
  name: "Name",
  environment: "Environment",
  status: "Status",
  channel: "Channel",
  source: "Source",
  dedup_key: "Dedup key",
  range: "Time",
  from: "From",
  to: "To",
};

export type FilterName = keyof typeof labels;
export type Filters = query.FilterValues<FilterName>;
export const filterNames = Object.keys(labels) as FilterName[];

export const statuses = [
  { value: "failed", label: "Failed" },
  { value: "pending", label: "Pending" },
  { value: "sent", label: "Sent" },
  { value: "skipped", label: "Skipped" },
  { value: "none", label: "No deliveries" },
] as const;

export const readFilters = (params: URLSearchParams): Filters => query.readFilters(params, filterNames);

export const toApiQuery = (filters: Filters, now: number): string => query.toApiQuery(filters, now, { channel: "channel_id" });

export const describeFilters = (filters: Filters, choices: query.Choices) =>
  query.describeFilters(filters, labels, { status: statuses, ...choices });
