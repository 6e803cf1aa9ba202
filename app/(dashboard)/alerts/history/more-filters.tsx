"use client";

import type { ReactNode } from "react";
import { Input } from "@/components/ui/input";
import { type FilterName, type Filters, fromLocalInput, toLocalInput } from "./filters";
import { TypedFilter } from "./typed-filter";

interface Props {
  filters: Filters;
  setFilter: (name: FilterName, value: string | null, how?: "type" | "choose") => void;
}

export function MoreFilters({ filters, setFilter }: Props) {
  const typed = (name: "name" | "source", label: string, placeholder: string) => (
    <Labelled label={label}>
      <TypedFilter
        value={filters[name] ?? ""}
        maxLength={500}
        placeholder={placeholder}
        onCommit={(value) => setFilter(name, value, "type")}
        className="h-8 w-full"
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
    <div className="grid grid-cols-1 gap-x-2 gap-y-2 pb-1 min-[28rem]:grid-cols-2 lg:grid-cols-4">
      {typed("name", "Whole name", "such as payment:failed")}
      {typed("source", "Source", "such as api")}
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
