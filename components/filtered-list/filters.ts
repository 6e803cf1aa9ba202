"use client";

import { useSearchParams } from "next/navigation";
import { useMemo } from "react";
import { type Changes, changeAddress } from "../page/address";
import { withoutOtherTime } from "./filter-query";

/** The filters of the address; the same object until they change, whatever else the address says. */
export function useFilters<Filters>(read: (params: URLSearchParams) => Filters): Filters {
  const filters = JSON.stringify(read(useSearchParams()));
  return useMemo(() => JSON.parse(filters) as Filters, [filters]);
}

/** Changes some filters: what is chosen adds an entry to the browser's history, what is typed replaces the present one. */
export const changeFilters = (changes: Changes, how?: "add" | "replace"): void => changeAddress(withoutOtherTime(changes), how);

export const clearFilters = (names: readonly string[]): void => changeAddress(Object.fromEntries(names.map((name) => [name, null])));
