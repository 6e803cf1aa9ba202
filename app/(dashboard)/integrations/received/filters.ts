"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type Changes, type Filters, filterNames, readFilters, withChanges } from "./filter-query";

/** The filters of the address; on an integration's own page it is one of them. */
export function useFilters(integration: string | undefined): Filters {
  const params = useSearchParams();
  return useMemo(() => ({ ...readFilters(params), ...(integration === undefined ? {} : { integration }) }), [params, integration]);
}

/** Changes the address. What is typed replaces the entry in the browser's history; what is chosen adds one. */
export function changeFilters(changes: Changes, how: "type" | "choose" = "choose"): void {
  const url = window.location.pathname + withChanges(window.location.search, changes);
  if (how === "type") window.history.replaceState(null, "", url);
  else window.history.pushState(null, "", url);
}

export const clearFilters = (): void => changeFilters(Object.fromEntries(filterNames.map((name) => [name, null])));
