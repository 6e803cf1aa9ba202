import { ranges } from "@/components/filtered-list/time-ranges";
import type { Changes } from "../page/address";
import { sayMinute } from "../page/local-time";
import type { Option } from "./filter-select";

export type FilterValues<Name extends string = string> = Partial<Record<Name, string>>;

/** What the values of some filters are called. */
export type Choices = Readonly<Record<string, readonly Option[] | undefined>>;

interface Words<Name extends string> {
  /** What each filter is called, by its name in the address; in this order they are told. */
  labels: Readonly<Record<Name, string>>;
  /** The filters that the API names otherwise. */
  apiNames?: Readonly<Record<string, string>>;
  /** What the values are called of filters that have always the same. */
  choices?: Choices;
  /** A range, or a value of `choices`, that there is not is none. */
  knownOnly?: boolean;
}

/** What one list can be narrowed by: its own words, and how the address and the API say them. */
export function createFilters<Name extends string>({ labels, apiNames = {}, choices = {}, knownOnly = false }: Words<Name>) {
  type Values = FilterValues<Name>;
  const names = Object.keys(labels) as Name[];
  const known: Choices = { range: ranges, ...choices };
  const isKnown = (name: Name, value: string) => !known[name] || known[name].some((option) => option.value === value);
  return {
    names,
    labels,
    /** The filters that an address holds. */
    read(params: URLSearchParams): Values {
      const filters = readFilters(params, names);
      if (knownOnly) for (const name of names) if (!isKnown(name, filters[name] ?? "")) delete filters[name];
      return filters;
    },
    /** The query string that the API understands; a range starts so long before `now`. */
    toApiQuery: (filters: Values, now: number): string => toApiQuery(filters, now, apiNames),
    /** Each filter in words, by the choices that are the same for all and those of this organization. */
    describe: (filters: Values, own: Choices) => describeFilters(filters, labels, { ...known, ...own }),
  };
}

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

function toApiQuery(filters: FilterValues, now: number, apiNames: Readonly<Record<string, string>>): string {
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

/** In the order of the labels; a value that nobody knows as it is. */
function describeFilters<Name extends string>(filters: FilterValues<Name>, labels: Readonly<Record<Name, string>>, choices: Choices) {
  return (Object.keys(labels) as Name[]).flatMap((name) => {
    const value = filters[name];
    if (!value) return [];
    const said = choices[name]?.find((option) => option.value === value)?.label ?? sayTime(name, value);
    return { name, label: labels[name], value: said ?? value };
  });
}

function sayTime(name: string, value: string): string | undefined {
  if (name !== "from" && name !== "to") return undefined;
  const time = new Date(value);
  if (Number.isNaN(time.getTime())) return undefined;
  return sayMinute(time);
}
