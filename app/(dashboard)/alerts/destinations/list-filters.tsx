"use client";

import { debounce, parseAsString, useQueryStates } from "nuqs";
import { SearchFrame, searchInputLook } from "@/components/search-frame";
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
      <SearchFrame className="sm:max-w-80">
        <Input
          type="search"
          id="search"
          aria-label="Search destinations"
          aria-keyshortcuts="/"
          placeholder="Search destinations"
          value={filters.q}
          onChange={(event) => void setFilters({ q: event.target.value }, { limitUrlUpdates: debounce(typingPauseMs) })}
          className={searchInputLook}
        />
      </SearchFrame>
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
