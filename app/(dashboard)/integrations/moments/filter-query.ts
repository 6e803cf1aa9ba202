import { createFilters, type FilterValues } from "@/components/filtered-list/filter-query";
import type { MomentType } from "@/lib/domain/moments/moment-type";

export const types: readonly { value: MomentType; label: string }[] = [
  { value: "page", label: "Page" },
  { value: "incident", label: "Incident" },
  { value: "alert", label: "Alert" },
  { value: "near-miss", label: "Near-miss" },
];

/** What the timeline is narrowed by, as the address names it. */
export const momentFilters = createFilters({
  labels: { team: "Team", type: "Type", source: "Source", integration: "Integration", range: "Time" },
  apiNames: { team: "team_id" },
  choices: { type: types },
  knownOnly: true,
});

export type Filters = FilterValues<(typeof momentFilters.names)[number]>;
