"use client";

import { Search, SlidersHorizontal } from "lucide-react";
import { useState } from "react";
import { FilterSelect } from "@/components/filter-select";
import { fromLocalInput, toLocalInput } from "@/components/local-time";
import { ranges } from "@/components/time-ranges";
import { TypedFilter } from "@/components/typed-filter";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { ActiveFilters } from "./active-filters";
import { type FilterName, type Filters, statuses } from "./filter-query";
import { changeFilters } from "./filters";
import { useChoices } from "./use-choices";

interface Props {
  filters: Filters;
  /** The filters that a person has set: on an integration's own page it is none of them. */
  set: Filters;
}

export function FilterBar({ filters, set }: Props) {
  const [isOpen, setOpen] = useState(false);
  const active = Object.keys(set).length;
  return (
    <search className="grid grid-cols-1 gap-2 border-b px-4 pb-3 sm:px-6">
      <div className="flex flex-wrap items-center gap-2">
        <div className="relative min-w-0 flex-1 xl:max-w-72">
          <Search aria-hidden="true" className="pointer-events-none absolute inset-y-0 left-2.5 my-auto size-4 text-muted-foreground" />
          <TypedFilter
            type="search"
            id="search"
            aria-label="Search reasons, moments and callers"
            aria-keyshortcuts="/"
            placeholder="Search reasons, moments, callers"
            maxLength={200}
            value={filters.q ?? ""}
            onCommit={(value) => changeFilters({ q: value }, "type")}
            className="h-8 pr-8 pl-8 pointer-coarse:h-11"
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
        <Selects filters={filters} set={set} className={`max-xl:order-last ${isOpen ? "" : "max-xl:hidden"}`} />
      </div>
      <div id="more-filters" hidden={!isOpen}>
        <Times filters={filters} />
      </div>
      {active > 0 && <ActiveFilters filters={set} isOpen={isOpen} />}
    </search>
  );
}

function Selects({ filters, set, className }: Props & { className: string }) {
  const choices = useChoices(filters.team);
  const one = (name: "integration" | "status", options: readonly { value: string; label: string }[] = []) => (
    <FilterSelect label={name} value={filters[name] ?? ""} options={options} onChoose={(value) => changeFilters({ [name]: value })} />
  );
  const isFixed = filters.integration !== set.integration;
  return (
    <div className={`grid w-full grid-cols-2 gap-2 md:grid-cols-5 xl:flex xl:w-auto ${className}`}>
      {one("status", statuses)}
      {!isFixed && one("integration", choices.integration)}
      <FilterSelect
        label="team"
        value={filters.team ?? ""}
        options={choices.team ?? []}
        onChoose={(value) => changeFilters({ team: value, hook: null })}
      />
      <FilterSelect
        label="Webhook"
        value={filters.hook ?? ""}
        options={choices.hook ?? []}
        onChoose={(value) => changeFilters({ hook: value })}
      />
      {filters.from || filters.to ? (
        <FilterSelect label="time" value="own" options={[{ value: "own", label: "From – to" }, ...ranges]} onChoose={chooseRange} />
      ) : (
        <FilterSelect label="time" value={filters.range ?? ""} options={ranges} onChoose={chooseRange} />
      )}
    </div>
  );
}

/** A range takes the place of the times; none clears both. */
const chooseRange = (value: string): void => changeFilters({ range: value, from: null, to: null });

function Times({ filters }: { filters: Filters }) {
  const time = (name: Extract<FilterName, "from" | "to">, label: string) => (
    // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
    <label className="grid gap-1 text-muted-foreground text-xs">
      {label}
      <Input
        type="datetime-local"
        value={toLocalInput(filters[name])}
        onChange={(event) => changeFilters({ [name]: fromLocalInput(event.target.value) }, "type")}
      />
    </label>
  );
  return (
    <div className="grid grid-cols-1 gap-2 pb-1 min-[28rem]:grid-cols-2 xl:max-w-xl">
      {time("from", "From")}
      {time("to", "To")}
    </div>
  );
}
