import { X } from "lucide-react";
import { Button } from "../ui/button";
import { changeFilters, clearFilters } from "./filters";

/** Where the control of a filter stands: in view, in the bar where there is room for it, or below it once that is open. */
export type Place = "search" | "bar" | "more" | "nowhere";

export interface ActiveFilter {
  name: string;
  label: string;
  value: string;
}

interface Props {
  active: readonly ActiveFilter[];
  placeOf: (name: string) => Place;
  isOpen: boolean;
  filterNames: readonly string[];
}

/** What the list is narrowed by, each with a button that takes it away. A filter whose control is in view is not repeated. */
export const ActiveFilters = ({ active, placeOf, isOpen, filterNames }: Props) => (
  <ul aria-label="Active filters" className="flex flex-wrap items-center gap-1.5">
    {active.map(({ name, label, value }) => (
      <li key={name} className={`min-w-0 ${lookOf(placeOf(name), isOpen)}`}>
        <button
          type="button"
          onClick={() => changeFilters({ [name]: null })}
          className="touch-target relative inline-flex h-6 max-w-full items-center gap-1 rounded-md border bg-muted/60 px-1.5 text-xs transition-colors hover:bg-accent"
        >
          <span className="text-muted-foreground">{label}</span>
          <span className="truncate">{value}</span>
          <X aria-hidden="true" className="size-3 shrink-0 text-muted-foreground" />
          <span className="sr-only">: remove this filter</span>
        </button>
      </li>
    ))}
    <li>
      <Button variant="ghost" size="sm" onClick={() => clearFilters(filterNames)} className="-ml-1 h-6 first:ml-0">
        Clear all
      </Button>
    </li>
  </ul>
);

function lookOf(place: Place, isOpen: boolean): string {
  if (place === "nowhere") return "";
  if (place === "search" || isOpen) return "hidden";
  return place === "bar" ? "xl:hidden" : "";
}
