"use client";

import type { ReactNode } from "react";
import { fromLocalInput, toLocalInput } from "@/components/local-time";
import { TypedFilter } from "@/components/typed-filter";
import { Input } from "@/components/ui/input";
import type { Filters } from "./filter-query";
import { setFilter } from "./filters";

export function MoreFilters({ filters }: { filters: Filters }) {
  const typed = (name: "name" | "source" | "dedup_key", label: string, placeholder: string) => (
    <Labelled label={label}>
      <TypedFilter
        value={filters[name] ?? ""}
        maxLength={500}
        placeholder={placeholder}
        onCommit={(value) => setFilter(name, value, "type")}
        className="h-8 w-full pointer-coarse:h-11"
      />
    </Labelled>
  );
  const time = (name: "from" | "to", label: string) => (
    <Labelled label={label}>
      <Input
        type="datetime-local"
        value={toLocalInput(filters[name])}
        onChange={(event) => setFilter(name, fromLocalInput(event.target.value), "type")}
      />
    </Labelled>
  );
  return (
    <div className="grid grid-cols-1 gap-2 pb-1 min-[28rem]:grid-cols-2 lg:grid-cols-5">
      {typed("name", "Whole name", "such as payment:failed")}
      {typed("source", "Source", "api, dashboard, test …")}
      {typed("dedup_key", "Dedup key", "of a trigger and its resolve")}
      {time("from", "From")}
      {time("to", "To")}
    </div>
  );
}

const Labelled = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="grid gap-1 text-muted-foreground text-xs">
    {label}
    {children}
  </label>
);
