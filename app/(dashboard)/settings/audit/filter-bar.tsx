"use client";

import { X } from "lucide-react";
import type { ReactNode } from "react";
import { changeFilters, clearFilters } from "@/components/filtered-list/filters";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/choice/select";
import { Input } from "@/components/ui/input";
import { useApiKeys } from "@/lib/client/queries/api-keys";
import { useMembers } from "@/lib/client/queries/members";
import { subjects } from "./audit-words";
import { type FilterName, type Filters, filterNames } from "./filters";

export function FilterBar({ filters }: { filters: Filters }) {
  const members = useMembers().data ?? [];
  const keys = useApiKeys().data ?? [];
  const { actor = "", action = "", from = "", to = "" } = filters;
  const set = (name: FilterName, value: string) => changeFilters({ [name]: value });
  const isFiltered = Boolean(actor || action || from || to);
  const actors = [...members, ...keys, { id: "hotline" }].map(({ id }) => id);
  return (
    <search className="flex flex-wrap items-center gap-2 border-b px-4 pb-3 sm:px-6">
      <Select aria-label="Who" value={actor} onChange={(event) => set("actor", event.target.value)} className="max-sm:flex-1 sm:w-44">
        <option value="">Anybody</option>
        {actor && !actors.includes(actor) && <option value={actor}>{actor}</option>}
        <optgroup label="Members">
          {members.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </optgroup>
        {keys.length > 0 && (
          <optgroup label="API keys">
            {keys.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </optgroup>
        )}
        <option value="hotline">Hotline itself</option>
      </Select>
      <Select aria-label="What" value={action} onChange={(event) => set("action", event.target.value)} className="max-sm:flex-1 sm:w-44">
        <option value="">Anything</option>
        {action && subjects.every(({ value }) => value !== action) && <option value={action}>{action}</option>}
        {subjects.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </Select>
      <div className="flex flex-wrap items-center gap-2 max-sm:w-full">
        <Day label="From">
          <Input
            type="date"
            value={from}
            max={to || undefined}
            onChange={(event) => set("from", event.target.value)}
            className="h-8 w-36 pointer-coarse:h-11"
          />
        </Day>
        <Day label="To">
          <Input
            type="date"
            value={to}
            min={from || undefined}
            onChange={(event) => set("to", event.target.value)}
            className="h-8 w-36 pointer-coarse:h-11"
          />
        </Day>
      </div>
      {isFiltered && (
        <Button variant="ghost" onClick={() => clearFilters(filterNames)}>
          <X aria-hidden="true" className="size-4" />
          Clear
        </Button>
      )}
    </search>
  );
}

const Day = ({ label, children }: { label: string; children: ReactNode }) => (
  // biome-ignore lint/a11y/noLabelWithoutControl: the control is the child
  <label className="flex items-center gap-1.5 text-muted-foreground text-xs max-sm:flex-1 max-sm:*:w-full">
    <span className="max-sm:w-8!">{label}</span>
    {children}
  </label>
);
