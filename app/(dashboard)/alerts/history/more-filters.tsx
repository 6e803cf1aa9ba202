"use client";

import { changeFilters } from "@/components/filtered-list/filters";
import { FilterLabel, TimeFields } from "@/components/filtered-list/time-fields";
import { TypedFilter } from "@/components/filtered-list/typed-filter";
import type { Filters } from "./filter-query";

export function MoreFilters({ filters }: { filters: Filters }) {
  const typed = (name: "name" | "source" | "dedup_key", label: string, placeholder: string) => (
    <FilterLabel label={label}>
      <TypedFilter
        value={filters[name] ?? ""}
        maxLength={500}
        placeholder={placeholder}
        onCommit={(value) => changeFilters({ [name]: value }, "replace")}
        className="h-8 w-full pointer-coarse:h-11"
      />
    </FilterLabel>
  );
  return (
    <div className="grid grid-cols-1 gap-2 pb-1 min-[28rem]:grid-cols-2 lg:grid-cols-5">
      {typed("name", "Whole name", "such as payment:failed")}
      {typed("source", "Source", "api, dashboard, test …")}
      {typed("dedup_key", "Dedup key", "of a trigger and its resolve")}
      <TimeFields filters={filters} />
    </div>
  );
}
