"use client";

import { SlidersHorizontal } from "lucide-react";
import { type ReactNode, useState } from "react";
import { Button } from "../ui/button";
import { type ActiveFilter, ActiveFilters, type Place } from "./active-filters";

interface Props {
  search: ReactNode;
  /** In the bar where there is room for them. */
  selects: ReactNode;
  /** How many columns of selects a middling screen takes. */
  columns: string;
  /** Below the bar, once it is open. */
  more: ReactNode;
  active: readonly ActiveFilter[];
  placeOf: (name: string) => Place;
  filterNames: readonly string[];
}

/** What a list is narrowed by: a search, selects, and more that is asked for; where the screen is narrow the selects are too. */
export function FilterBar({ search, selects, columns, more, active, placeOf, filterNames }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <search className="grid grid-cols-1 gap-2 border-b px-4 pb-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-2">
        {search}
        <Button aria-expanded={isOpen} aria-controls="more-filters" title="More filters" onClick={() => setOpen(!isOpen)} className="px-2">
          <SlidersHorizontal aria-hidden="true" className="size-4" />
          <span className="sr-only">More filters</span>
          {active.length > 0 && (
            <span className="text-xs tabular-nums xl:hidden">
              {active.length}
              <span className="sr-only"> active</span>
            </span>
          )}
        </Button>
        <div className={`grid w-full grid-cols-2 gap-2 ${columns} max-xl:order-last xl:flex xl:w-auto ${isOpen ? "" : "max-xl:hidden"}`}>
          {selects}
        </div>
      </div>
      <div id="more-filters" hidden={!isOpen}>
        {more}
      </div>
      {active.length > 0 && <ActiveFilters {...{ active, placeOf, isOpen, filterNames }} />}
    </search>
  );
}
