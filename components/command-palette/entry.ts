import type { LucideIcon } from "lucide-react";

/** One line of the palette. */
export interface Entry {
  /** Unique in the palette. */
  id: string;
  label: string;
  /** What it is about, at the right. */
  detail?: string;
  /** Further words by which it is found. */
  words?: string;
  icon?: LucideIcon;
  /** The kind of a destination, whose icon it has. */
  kind?: string;
  /** Keys that do the same. */
  keys?: string;
  disabledReason?: string;
  action: { href: string } | { run: () => void };
}

export interface EntryGroup {
  label: string;
  items: Entry[];
}
