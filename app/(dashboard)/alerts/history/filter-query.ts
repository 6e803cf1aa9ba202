import { createFilters, type FilterValues } from "@/components/filtered-list/filter-query";

export const statuses = [
  { value: "failed", label: "Failed" },
  { value: "pending", label: "Pending" },
  { value: "sent", label: "Sent" },
  { value: "skipped", label: "Skipped" },
  { value: "none", label: "No deliveries" },
] as const;

/** What the list is narrowed by, as the address names it. */
export const alertFilters = createFilters({
  labels: {
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
  },
  apiNames: { channel: "channel_id" },
  choices: { status: statuses },
});

export type Filters = FilterValues<(typeof alertFilters.names)[number]>;
