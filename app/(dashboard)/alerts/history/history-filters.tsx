"use client";

import { Search, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { TypedFilter } from "@/components/typed-filter";
import { Button } from "@/components/ui/button";
import { ActiveFilters } from "./active-filters";
import { type Filters, filterNames } from "./filter-query";
import { FilterSelects } from "./filter-selects";
import { setFilter } from "./filters";
import { MoreFilters } from "./more-filters";

export function FilterBar({ filters }: { filters: Filters }) {
  const active = filterNames.filter((name) => filters[name]).length;
  const [isOpen, setOpen] = useState(false);
  return (
    <search className="grid grid-cols-1 gap-2 border-b px-4 pb-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-0 flex-1 xl:max-w-80">
          <Search aria-hidden="true" className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-muted-foreground" />
          <TypedFilter
            type="search"
            id="search"
            aria-label="Search names and payloads"
            aria-keyshortcuts="/"
            placeholder="Search names and payloads"
            maxLength={500}
            value={filters.q ?? ""}
            onCommit={(value) => setFilter("q", value, "type")}
            className="h-8 pr-2 pl-8 text-ellipsis sm:pr-8 pointer-coarse:h-11"
          />
          <span
            aria-hidden="true"
            className="pointer-events-none absolute inset-y-0 right-2 my-auto h-4.5 rounded-sm border px-1 font-mono text-[0.6875rem] text-muted-foreground leading-4 max-sm:hidden"
          >
            /
          </span>
        </div>
        <Button aria-expanded={isOpen} aria-controls="more-filters" title="More filters" onClick={() => setOpen(!isOpen)} className="px-2">
          <SlidersHorizontal aria-hidden="true" className="size-4" />
          <span className="sr-only">More filters</span>
          {active > 0 && (
            <span className="text-xs tabular-nums xl:hidden">
              {active}
              <span className="sr-only"> active</span>
            </span>
          )}
        </Button>
        <FilterSelects filters={filters} className={`max-xl:order-last ${isOpen ? "" : "max-xl:hidden"}`} />
      </div>
      <div id="more-filters" hidden={!isOpen}>
        <MoreFilters filters={filters} />
      </div>
      {active > 0 && <ActiveFilters filters={filters} isOpen={isOpen} />}
    </search>
  );
}
