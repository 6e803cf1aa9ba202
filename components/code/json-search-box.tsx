"use client";

import { Search } from "lucide-react";
import type { RefObject } from "react";
import { Input } from "../ui/input";
import { maxMatches, useSearch } from "./json-search";

interface Props {
  label: string;
  query: string;
  onQuery: (query: string) => void;
  root: RefObject<HTMLElement | null>;
  /** Changes when what the root holds does. */
  shown: string;
}

/** Finds and counts. Enter goes to the next match, Shift+Enter to the one before, Escape empties it. */
export function JsonSearch({ label, query, onQuery, root, shown }: Props) {
  const { count, current, step } = useSearch(root, query, shown);
  const total = count === maxMatches ? `${maxMatches.toLocaleString("en")}+` : count;
  return (
    <div className="relative min-w-0 max-w-52 flex-1">
      <Search aria-hidden="true" className="pointer-events-none absolute top-1/2 left-2 size-3.5 -translate-y-1/2 text-muted-foreground" />
      <Input
        type="text"
        value={query}
        aria-label={`Search in ${label}`}
        placeholder="Search"
        spellCheck={false}
        autoComplete="off"
        onChange={(event) => onQuery(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") step(event.shiftKey ? -1 : 1);
          else if (event.key === "Escape" && query) onQuery("");
          else return;
          event.preventDefault();
          event.stopPropagation();
        }}
        className="h-7 pr-16 pl-7 text-xs pointer-coarse:h-11"
      />
      <span
        role="status"
        className="pointer-events-none absolute inset-y-0 right-2 flex items-center text-muted-foreground text-xs tabular-nums"
      >
        {query && (count === 0 ? "None" : `${current + 1} of ${total}`)}
      </span>
    </div>
  );
}
