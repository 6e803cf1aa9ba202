"use client";

import { Search, SlidersHorizontal, X } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { FilterSelects } from "./filter-selects";
import { clearFilters, type FilterName, type Filters, filterNames } from "./filters";
import { MoreFilters } from "./more-filters";
import { TypedFilter } from "./typed-filter";

interface Props {
  filters: Filters;
  setFilter: (name: FilterName, value: string | null, how?: "type" | "choose") => void;
}

const more: readonly FilterName[] = ["name", "source", "from", "to"];

export function FilterBar({ filters, setFilter }: Props) {
  const active = filterNames.filter((name) => filters[name]).length;
  const [isOpen, setOpen] = useState(() => more.some((name) => filters[name]));
  return (
    <search className="flex flex-wrap items-center gap-2 border-b px-4 py-2.5 sm:px-6">
      <div className="relative min-w-0 flex-1 lg:max-w-80">
        <Search aria-hidden="true" className="pointer-events-none absolute top-2 left-2.5 size-4 text-muted-foreground" />
        <TypedFilter
          type="search"
          id="search"
          aria-label="Search names and payloads"
          aria-keyshortcuts="/"
          placeholder="Search names and payloads"
          maxLength={500}
          value={filters.q ?? ""}
          onCommit={(value) => setFilter("q", value, "type")}
          className="h-8 pr-8 pl-8"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute top-2 right-2 rounded-sm border px-1 font-mono text-[0.6875rem] text-muted-foreground leading-4 max-sm:hidden"
        >
          /
        </span>
      </div>
      <Button aria-expanded={isOpen} aria-controls="more-filters" title="More filters" onClick={() => setOpen(!isOpen)} className="px-2">
        <SlidersHorizontal aria-hidden="true" className="size-4" />
        <span className="sr-only">More filters</span>
        {active > 0 && (
          <span className="text-xs tabular-nums lg:hidden">
            {active}
            <span className="sr-only"> active</span>
          </span>
        )}
      </Button>
      <FilterSelects filters={filters} setFilter={setFilter} className={isOpen ? "" : "max-lg:hidden"} />
      <div id="more-filters" hidden={!isOpen} className="w-full lg:order-last">
        <MoreFilters filters={filters} setFilter={setFilter} />
      </div>
      {active > 0 && (
        <Button variant="ghost" onClick={clearFilters}>
          <X aria-hidden="true" className="size-4" />
          Clear
        </Button>
      )}
    </search>
  );
}
