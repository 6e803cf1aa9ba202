import { ranges } from "@/components/time-ranges";
import type { MomentType } from "@/lib/domain/moment-type";

/** What the timeline is narrowed by, as the address names it. */
export const filterNames = ["team", "type", "source", "integration", "range"] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export const types: readonly { value: MomentType; label: string }[] = [
  { value: "page", label: "Page" },
  { value: "incident", label: "Incident" },
  { value: "alert", label: "Alert" },
  { value: "near-miss", label: "Near-miss" },
];

/** The filters that an address holds; a type or a range that there is not is none. */
export function readFilters(params: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = params.get(name);
    if (value) filters[name] = value;
  }
  if (!types.some(({ value }) => value === filters.type)) delete filters.type;
  if (!ranges.some(({ value }) => value === filters.range)) delete filters.range;
  return filters;
}

/** The query string that the API understands; a range starts so long before `now`. */
export function toApiQuery({ team, range, ...filters }: Filters, now: number): string {
  const params = new URLSearchParams(filters as Record<string, string>);
  if (team) params.set("team_id", team);
  const chosen = ranges.find(({ value }) => value === range);
  if (chosen) params.set("from", new Date(now - chosen.ms).toISOString());
  return params.toString();
}

/** The search part of an address after some changes; null takes a filter out. What else is in it stays. */
export function withChanges(search: string, changes: Partial<Record<FilterName | "open", string | null>>): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
  }
  const text = params.toString();
  return text && `?${text}`;
}
