import { ranges } from "@/components/time-ranges";

/** What the list is narrowed by, as the address names it. */
export const filterNames = ["q", "integration", "team", "hook", "status", "cause", "range", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;
export type Changes = Partial<Record<FilterName | "open", string | null>>;

export const statuses = [
  { value: "error", label: "Error" },
  { value: "success", label: "Success" },
] as const;

/** The filters that an address holds; empty ones are none. A range and a time of one's own exclude each other: the times win. */
export function readFilters(params: URLSearchParams): Filters {
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = params.get(name);
    if (value) filters[name] = value;
  }
  if (filters.from || filters.to) delete filters.range;
  return filters;
}

/** The query string that the API understands; a range starts so long before `now`. */
export function toApiQuery({ team, hook, range, ...filters }: Filters, now: number): string {
  const params = new URLSearchParams(filters as Record<string, string>);
  if (team) params.set("team_id", team);
  if (hook) params.set("webhook_id", hook);
  const chosen = ranges.find(({ value }) => value === range);
  if (chosen) params.set("from", new Date(now - chosen.ms).toISOString());
  return params.toString();
}

/** What the causes of errors are asked for by: all of it but the cause and the status. */
export const toCausesQuery = ({ cause: _, status: __, ...filters }: Filters, now: number): string => toApiQuery(filters, now);

/** The search part of an address after some changes; null takes a filter out. What else is in it stays. */
export function withChanges(search: string, changes: Changes): string {
  const params = new URLSearchParams(search);
  for (const [name, value] of Object.entries(changes)) {
    if (value) params.set(name, value);
    else params.delete(name);
    if (value && name === "range") for (const other of ["from", "to"]) params.delete(other);
    if (value && (name === "from" || name === "to")) params.delete("range");
  }
  const text = params.toString();
  return text && `?${text}`;
}

const labels: Record<FilterName, string> = {
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

/** Each filter in words, in a fixed order. `nameOf` gives what an integration, a team's id and a webhook's id are called. */
export function describeFilters(filters: Filters, nameOf: (name: FilterName, value: string) => string | undefined) {
  return filterNames.flatMap((name) => {
    const value = filters[name];
    return value ? { name, label: labels[name], value: sayValue(name, value) ?? nameOf(name, value) ?? value } : [];
  });
}

function sayValue(name: FilterName, value: string): string | undefined {
  if (name === "range") return ranges.find((range) => range.value === value)?.label;
  if (name === "status") return statuses.find((status) => status.value === value)?.label;
  if (name !== "from" && name !== "to") return undefined;
  const time = new Date(value);
  return Number.isNaN(time.getTime())
    ? undefined
    : time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short", hour12: false });
}
