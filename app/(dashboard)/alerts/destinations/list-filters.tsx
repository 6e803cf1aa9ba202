"use client";

import { changeAddress } from "@/components/page/address";
import { Select } from "@/components/ui/choice/select";
import { useKinds } from "@/lib/client/queries/kinds";
import { SearchInput } from "../list-bar";

/** What the list is narrowed by, in the address: `q` is searched for, `only` is a kind. */
export const ListFilters = ({ q, only }: { q: string; only: string }) => (
  <search className="flex flex-wrap items-center gap-2 px-4 pb-3 sm:px-6">
    <SearchInput id="search" label="Search destinations" value={q} />
    <Select aria-label="Kind" value={only} onChange={(event) => changeAddress({ only: event.target.value })}>
      <option value="">Any kind</option>
      {useKinds().map(({ kind, label }) => (
        <option key={kind} value={kind}>
          {label}
        </option>
      ))}
    </Select>
  </search>
);
