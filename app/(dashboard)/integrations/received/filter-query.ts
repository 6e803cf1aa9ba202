import * as query from "@/components/filtered-list/filter-query";

/** What the list is narrowed by, as the address names it, and what that is called. */
const labels = {
  q: "Text",
  integration: "Integration",
  team: "Team",
  hook: "Webhook",
  status: "Status",
  cause: "Cause",
  range: "Time",
  from: "From",
  to: "To",
};

export type FilterName = keyof typeof labels;
export type Filters = query.FilterValues<FilterName>;
export const filterNames = Object.keys(labels) as FilterName[];

export const statuses = [
  { value: "error", label: "Error" },
  { value: "success", label: "Success" },
] as const;

export const readFilters = (params: URLSearchParams): Filters => query.readFilters(params, filterNames);

export const toApiQuery = (filters: Filters, now: number): string =>
  query.toApiQuery(filters, now, { team: "team_id", hook: "webhook_id" });

/** What the causes of errors are asked for by: all of it but the cause and the status. */
export const toCausesQuery = ({ cause: _, status: __, ...filters }: Filters, now: number): string => toApiQuery(filters, now);

export const describeFilters = (filters: Filters, choices: query.Choices) =>
  query.describeFilters(filters, labels, { status: statuses, ...choices });
