"use client";

import { X } from "lucide-react";
import { Button } from "@/components/ui/button";
import { describeFilters, type FilterName, type Filters } from "./filter-query";
import { changeFilters, clearFilters } from "./filters";
import { useFilterNames } from "./use-choices";

/** What the list is narrowed by, each with a button that takes it away. A filter whose control is in view is not repeated. */
export function ActiveFilters({ filters, isOpen }: { filters: Filters; isOpen: boolean }) {
  const nameOf = useFilterNames();
  const lookOf = (name: FilterName) => {
    if (name === "q") return "hidden";
    if (name === "cause") return "";
    if (name === "from" || name === "to") return isOpen ? "hidden" : "";
    return isOpen ? "hidden" : "xl:hidden";
  };
  return (
    <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
      {describeFilters(filters, nameOf).map(({ name, label, value }) => (
        <li key={name} className={`min-w-0 ${lookOf(name)}`}>
          <button
            type="button"
            onClick={() => changeFilters({ [name]: null })}
            className="touch-target relative inline-flex h-6 max-w-full items-center gap-1 rounded-md border bg-muted/60 px-1.5 text-xs transition-colors hover:bg-accent"
          >
            <span className="text-muted-foreground">{label}</span>
            <span className="truncate">{value}</span>
            <X aria-hidden="true" className="size-3 shrink-0 text-muted-foreground" />
            <span className="sr-only">: remove this filter</span>
          </button>
        </li>
      ))}
      <li>
        <Button variant="ghost" size="sm" onClick={clearFilters} className="-ml-1 h-6 first:ml-0">
          Clear all
        </Button>
      </li>
    </ul>
  );
}
