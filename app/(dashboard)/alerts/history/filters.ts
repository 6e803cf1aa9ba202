"use client";

import { useSearchParams } from "next/navigation";

/** What the list is narrowed by, as the address names it. */
export const filterNames = ["q", "name", "environment", "status", "channel", "source", "from", "to"] as const;
export type FilterName = (typeof filterNames)[number];
export type Filters = Partial<Record<FilterName, string>>;

/** The query string that the API understands. */
export function toApiQuery({ channel, ...filters }: Filters): string {
  const params = new URLSearchParams(filters as Record<string, string>);
  if (channel) params.set("channel_id", channel);
  return params.toString();
}

/** The filters of the address, and how to change them. What is typed replaces the entry in the browser's history; what is chosen adds one. */
export function useFilters() {
  const params = useSearchParams();
  const filters: Filters = {};
  for (const name of filterNames) {
    const value = params.get(name);
    if (value) filters[name] = value;
  }
  return { filters, setFilter };
}

function setFilter(name: FilterName, value: string | null, how: "type" | "choose" = "choose"): void {
  const url = new URL(window.location.href);
  if (value) url.searchParams.set(name, value);
  else url.searchParams.delete(name);
  if (how === "type") window.history.replaceState(null, "", url);
  else window.history.pushState(null, "", url);
}

export const clearFilters = (): void => window.history.pushState(null, "", window.location.pathname);

const pad = (value: number) => String(value).padStart(2, "0");

/** An ISO time as an input of type datetime-local shows it, in the reader's own zone; empty when it is none. */
export function toLocalInput(iso: string | undefined): string {
  const time = new Date(iso ?? "");
  if (Number.isNaN(time.getTime())) return "";
  const date = `${time.getFullYear()}-${pad(time.getMonth() + 1)}-${pad(time.getDate())}`;
  return `${date}T${pad(time.getHours())}:${pad(time.getMinutes())}`;
}

export const fromLocalInput = (value: string): string | null => {
  const time = new Date(value);
  return Number.isNaN(time.getTime()) ? null : time.toISOString();
};
