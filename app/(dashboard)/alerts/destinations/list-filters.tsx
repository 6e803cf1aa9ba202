"use client";

import { Search } from "lucide-react";
import { debounce, parseAsString, useQueryStates } from "nuqs";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { useKinds } from "@/lib/client/queries/kinds";

const typingPauseMs = 250;

/** What the list is narrowed by, in the address: `q` is searched for, `only` is a kind. */
export function useListFilters() {
  const [filters, setFilters] = useQueryStates({ q: parseAsString.withDefault(""), only: parseAsString.withDefault("") });
  return { filters, setFilters, isFiltered: filters.q !== "" || filters.only !== "" };
}

type Props = Pick<ReturnType<typeof useListFilters>, "filters" | "setFilters">;

export function ListFilters({ filters, setFilters }: Props) {
  return (
    <search className="flex flex-wrap items-center gap-2 px-4 pb-3 sm:px-6">
      <span className="relative flex min-w-0 flex-1 items-center sm:max-w-80">
        <Search aria-hidden="true" className="pointer-events-none absolute left-2.5 size-4 text-muted-foreground" />
        <Input
          type="search"
          id="search"
          aria-label="Search destinations"
          aria-keyshortcuts="/"
          placeholder="Search destinations"
          value={filters.q}
          onChange={(event) => void setFilters({ q: event.target.value }, { limitUrlUpdates: debounce(typingPauseMs) })}
          className="h-8 pr-8 pl-8 pointer-coarse:h-11"
        />
        <span
          aria-hidden="true"
          className="pointer-events-none absolute right-2 rounded-sm border px-1 font-mono text-[0.6875rem] text-muted-foreground leading-4 max-sm:hidden pointer-coarse:hidden"
        >
          /
        </span>
      </span>
      <Select
        aria-label="Kind"
        value={filters.only}
        onChange={(event) => void setFilters({ only: event.target.value }, { history: "push" })}
      >
        <option value="">Any kind</option>
        {useKinds().map(({ kind, label }) => (
          <option key={kind} value={kind}>
            {label}
          </option>
        ))}
      </Select>
    </search>
  );
}
