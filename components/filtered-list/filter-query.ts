import { ranges } from "@/components/time-ranges";
import type { Changes } from "../address";
import type { Option } from "../filter-select";

export type FilterValues<Name extends string = string> = Partial<Record<Name, string>>;

/** What the values of some filters are called. */
export type Choices = Readonly<Record<string, readonly Option[] | undefined>>;

/** The filters that an address holds; empty ones are none. A range and a time of one's own exclude each other: the times win. */
export function readFilters<Name extends string>(params: URLSearchParams, names: readonly Name[]): FilterValues<Name> {
  const filters: FilterValues = {};
  for (const name of names) {
    const value = params.get(name);
    if (value) filters[name] = value;
  }
  if (filters.from || filters.to) delete filters.range;
  return filters as FilterValues<Name>;
}

/** The query string that the API understands: `apiNames` has the filters that it names otherwise, and a range starts so long before `now`. */
export function toApiQuery(filters: FilterValues, now: number, apiNames: Readonly<Record<string, string>> = {}): string {
  const { range, ...others } = filters;
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(others)) if (value) params.set(apiNames[name] ?? name, value);
  const chosen = ranges.find(({ value }) => value === range);
  if (chosen) params.set("from", new Date(now - chosen.ms).toISOString());
  return params.toString();
}

/** Changes of filters, of which a range takes the place of the times, and a time that of the range. */
export const withoutOtherTime = (changes: Changes): Changes => ({
  ...(changes.range && { from: null, to: null }),
  ...((changes.from || changes.to) && { range: null }),
  ...changes,
});

/** Each filter in words, in the order of the labels; a value that nobody knows as it is. */
export function describeFilters<Name extends string>(
  filters: FilterValues<Name>,
  labels: Readonly<Record<Name, string>>,
  choices: Choices,
) {
  const known: Choices = { range: ranges, ...choices };
  return (Object.keys(labels) as Name[]).flatMap((name) => {
    const value = filters[name];
    if (!value) return [];
    const said = known[name]?.find((option) => option.value === value)?.label ?? sayTime(name, value);
    return { name, label: labels[name], value: said ?? value };
  });
}

function sayTime(name: string, value: string): string | undefined {
  if (name !== "from" && name !== "to") return undefined;
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return undefined;
  return time.toLocaleString(undefined, { dateStyle: "medium", timeStyle: "short", hour12: false });
}
