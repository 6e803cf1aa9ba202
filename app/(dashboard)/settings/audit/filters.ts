import * as query from "@/components/filtered-list/filter-query";

/** What the log is narrowed by, as the address names it; `from` and `to` are days of the reader. */
export const filterNames = ["actor", "action", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = query.FilterValues<FilterName>;

export const readFilters = (params: URLSearchParams): Filters => query.readFilters(params, filterNames);

const instant = (day: string, time: string): string | undefined => {
  const at = new Date(`${day}T${time}`);
  return Number.isNaN(at.getTime()) ? undefined : at.toISOString();
};

/** The query string that the API understands; a day that is none is left out. */
export function toApiQuery({ from, to, ...filters }: Filters): string {
  const params = new URLSearchParams(filters as Record<string, string>);
  const begin = from && instant(from, "00:00:00");
  const end = to && instant(to, "23:59:59.999");
  if (begin) params.set("from", begin);
  if (end) params.set("to", end);
  return params.toString();
}
