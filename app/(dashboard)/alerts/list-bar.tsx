"use client";

import { X } from "lucide-react";
import { useSearchParams } from "next/navigation";
import { type ReactNode, useEffect, useRef, useState } from "react";
import { SearchFrame, searchInputLook } from "@/components/filtered-list/search-frame";
import { changeAddress } from "@/components/page/address";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/choice/select";
import { Input } from "@/components/ui/input";
import { useEnvironments } from "@/lib/client/queries/environments";

/** The whole organization, in the address; no environment's slug has a star. */
const organizationWide = "*";

/** What to do where nothing matches. */
export const searchForLess = "Search for less, or in every environment.";

/** What both lists are narrowed by. */
export function useListFilters() {
  const params = useSearchParams();
  const q = params.get("q") ?? "";
  const environment = params.get("environment");
  return {
    q,
    environment,
    /** Whether the list shows what has these words in it and is bound to this environment (null: to none). */
    isShown(words: readonly string[], bound: string | null): boolean {
      if (environment !== null && (bound ?? organizationWide) !== environment) return false;
      const text = words.join("\n").toLocaleLowerCase();
      return q
        .toLocaleLowerCase()
        .split(/\s+/)
        .every((word) => text.includes(word));
    },
  };
}

/** A search, a filter by environment, and what else a list is narrowed by. */
export function ListBar({ id, label, children }: { id: string; label: string; children?: ReactNode }) {
  const { q, environment } = useListFilters();
  const environments = useEnvironments().data ?? [];
  const isKnown = environment === null || environment === organizationWide || environments.some(({ slug }) => slug === environment);
  return (
    <search className="flex flex-wrap items-center gap-2 border-b px-4 pb-3 sm:px-6">
      <SearchInput id={id} label={label} value={q} />
      <Select
        aria-label="Environment"
        value={environment ?? ""}
        onChange={(event) => changeAddress({ environment: event.target.value || null })}
        className="max-sm:w-full sm:w-48"
      >
        <option value="">Any environment</option>
        <option value={organizationWide}>Whole organization</option>
        {!isKnown && <option value={environment}>{environment}</option>}
        {environments.map(({ slug, name }) => (
          <option key={slug} value={slug}>
            {name}
          </option>
        ))}
      </Select>
      {children}
    </search>
  );
}

/** The words that a list is searched for, `q` in the address, as they are typed. */
export function SearchInput({ id, label, value }: { id: string; label: string; value: string }) {
  const [draft, setDraft] = useState(value);
  const input = useRef<HTMLInputElement>(null);
  // The address changed by itself (Back, a link, cleared filters) and not as the late echo of what is being typed.
  useEffect(() => {
    if (document.activeElement !== input.current) setDraft(value);
  }, [value]);
  useEffect(() => {
    const followBack = () => setDraft(new URLSearchParams(window.location.search).get("q") ?? "");
    window.addEventListener("popstate", followBack);
    return () => window.removeEventListener("popstate", followBack);
  }, []);
  return (
    <SearchFrame className="basis-52 sm:max-w-80">
      <Input
        ref={input}
        type="search"
        id={id}
        aria-label={label}
        aria-keyshortcuts="/"
        placeholder={label}
        value={draft}
        onChange={(event) => {
          setDraft(event.target.value);
          changeAddress({ q: event.target.value.trim() }, "replace");
        }}
        className={searchInputLook}
      />
    </SearchFrame>
  );
}

/** A filter that a link brought, with what takes it away. */
export function LinkedFilter({ name, children }: { name: string; children: ReactNode }) {
  return (
    <Button onClick={() => changeAddress({ [name]: null })} className="max-w-full">
      <span className="truncate">{children}</span>
      <X aria-hidden="true" className="size-3.5 shrink-0" />
      <span className="sr-only">: show all again</span>
    </Button>
  );
}
