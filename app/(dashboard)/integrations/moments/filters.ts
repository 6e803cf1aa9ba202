"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type Filters, filterNames, readFilters, withChanges } from "./filter-query";

type Changes = Parameters<typeof withChanges>[1];

/** The filters of the address. */
export function useFilters(): Filters {
  const search = useSearchParams().toString();
  // The moment that is open is no filter: opening one must not begin the list anew.
  const own = JSON.stringify(readFilters(new URLSearchParams(search)));
  return useMemo(() => JSON.parse(own) as Filters, [own]);
}

/** Changes the address. What is chosen adds an entry to the browser's history; what is opened replaces the present one. */
export function changeAddress(changes: Changes, how: "open" | "choose" = "choose"): void {
  const url = window.location.pathname + withChanges(window.location.search, changes);
  if (how === "open") window.history.replaceState(null, "", url);
  else window.history.pushState(null, "", url);
}

export const clearFilters = (): void => changeAddress(Object.fromEntries(filterNames.map((name) => [name, null])));
