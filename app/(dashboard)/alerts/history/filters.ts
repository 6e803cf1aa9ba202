"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type FilterName, readFilters, withFilter, withoutFilters } from "./filter-query";

export type SetFilter = (name: FilterName, value: string | null, how?: "type" | "choose") => void;

/** The filters of the address. */
export function useFilters() {
  const params = useSearchParams();
  return useMemo(() => readFilters(params), [params]);
}

/** Changes one filter. What is typed replaces the entry in the browser's history; what is chosen adds one. */
export const setFilter: SetFilter = (name, value, how = "choose") => {
  const url = window.location.pathname + withFilter(window.location.search, name, value);
  if (how === "type") window.history.replaceState(null, "", url);
  else window.history.pushState(null, "", url);
};

export const clearFilters = (): void =>
  window.history.pushState(null, "", window.location.pathname + withoutFilters(window.location.search));
