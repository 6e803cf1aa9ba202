"use client";

import type { ReactNode } from "react";
import { fromLocalInput, toLocalInput } from "../page/local-time";
import { Input } from "../ui/input";
import type { FilterValues } from "./filter-query";
import { changeFilters } from "./filters";

export const FilterLabel = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="grid gap-1 text-muted-foreground text-xs">
    {label}
    {children}
  </label>
);

/** From and to, to the minute, in the reader's own zone. */
export function TimeFields({ filters }: { filters: FilterValues }) {
  const time = (name: "from" | "to", label: string) => (
    <FilterLabel label={label}>
      <Input
        type="datetime-local"
        value={toLocalInput(filters[name])}
        onChange={(event) => changeFilters({ [name]: fromLocalInput(event.target.value) }, "replace")}
      />
    </FilterLabel>
  );
  return (
    <>
      {time("from", "From")}
      {time("to", "To")}
    </>
  );
}
