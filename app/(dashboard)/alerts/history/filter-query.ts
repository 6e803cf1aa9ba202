import { ranges } from "@/components/time-ranges";

/** What the list is narrowed by, as the address names it. */
export const filterNames = ["q", "name", "environment", "status", "channel", "source", "dedup_key", "range", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

export const statuses = [
  { value: "failed", label: "Failed" },
  { value: "pending", label: "Pending" },
  { value: "sent", label: "Sent" },
  { value: "skipped", label: "Skipped" },
  { value: "none", label: "No deliveries" },
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
export function toApiQuery({ channel, range, ...filters }: Filters, now: number): string {
  const params = new URLSearchParams(filters as Record<string, string>);
  if (channel) params.set("channel_id", channel);
  const chosen = ranges.find(({ value }) => value === range);
  if (chosen) params.set("from", new Date(now - chosen.ms).toISOString());
  return params.toString();
}

/** The search part of an address with one filter more, less or another one. What else is in it stays. */
export function withFilter(search: string, name: FilterName, value: string | null): string {
  const params = new URLSearchParams(search);
  if (value) params.set(name, value);
  else params.delete(name);
  if (value && name === "range") for (const other of ["from", "to"]) params.delete(other);
  if (value && (name === "from" || name === "to")) params.delete("range");
  const text = params.toString();
  return text && `?${text}`;
}

/** The same without any filter. */
export function withoutFilters(search: string): string {
  const params = new URLSearchParams(search);
  for (const name of filterNames) params.delete(name);
  const text = params.toString();
  return text && `?${text}`;
}

const labels: Record<FilterName, string> = {
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

/** Each filter in words, in a fixed order. `nameOf` gives what a channel's id and an environment's slug are called. */
export function describeFilters(filters: Filters, nameOf: (name: FilterName, value: string) => string | undefined) {
  return filterNames.flatMap((name) => {
    const value = filters[name];
    if (!value) return [];
    return { name, label: labels[name], value: sayValue(name, value) ?? nameOf(name, value) ?? value };
  });
}

function sayValue(name: FilterName, value: string): string | undefined {
  if (name === "range") return ranges.find((range) => range.value === value)?.label;
  if (name === "status") return statuses.find((status) => status.value === value)?.label;
  if (name !== "from" && name !== "to") return undefined;
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return undefined;
  return time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short", hour12: false });
}
