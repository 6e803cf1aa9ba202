import { createFilters, type FilterValues } from "@/components/filtered-list/filter-query";

export const statuses = [
  { value: "error", label: "Error" },
  { value: "success", label: "Success" },
] as const;

/** What the list is narrowed by, as the address names it. */
export const eventFilters = createFilters({
  labels: {
    q: "Text",
    integration: "Integration",
    team: "Team",
    hook: "Webhook",
    status: "Status",
    cause: "Cause",
    range: "Time",
    from: "From",
    to: "To",
  },
  apiNames: { team: "team_id", hook: "webhook_id" },
  choices: { status: statuses },
});

export type Filters = FilterValues<(typeof eventFilters.names)[number]>;

/** What the causes of errors are asked for by: all of it but the cause and the status. */
export const toCausesQuery = ({ cause: _, status: __, ...filters }: Filters, now: number): string => eventFilters.toApiQuery(filters, now);
