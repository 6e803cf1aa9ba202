import { Sample } from "./sample";

const surfaces = ["bg-background", "bg-sidebar", "bg-card", "bg-popover", "bg-muted", "bg-accent"];
const inks = ["text-foreground", "text-muted-foreground", "text-primary", "text-success", "text-warning", "text-destructive"];
const elevations = ["shadow-xs", "shadow-md", "shadow-lg", "shadow-xl"];
const sizes = ["text-xs", "text-sm", "text-base", "text-lg", "text-xl"];

const nameOf = (look: string): string => look.slice(look.indexOf("-") + 1);

/** Every ink on every surface: each pair must pass AA. */
export const Tokens = () => (
  <Sample title="Tokens">
    <div className="grid gap-px overflow-hidden rounded-md border bg-border">
      {surfaces.map((surface) => (
        <div key={surface} className={`flex flex-wrap gap-x-4 gap-y-1 px-3 py-2 text-xs ${surface}`}>
          <span className="w-20 font-medium">{nameOf(surface)}</span>
          {inks.map((ink) => (
            <span key={ink} className={ink}>
              {nameOf(ink)}
            </span>
          ))}
        </div>
      ))}
    </div>
    <div className="flex flex-wrap items-end gap-x-5 gap-y-2">
      {sizes.map((size) => (
        <span key={size} className={size}>
          {nameOf(size)} 0123
        </span>
      ))}
      <span className="font-mono text-xs">mono 0123</span>
    </div>
    <div className="flex flex-wrap gap-4">
      {elevations.map((elevation) => (
        <span key={elevation} className={`grid size-16 place-items-center rounded-lg border bg-popover text-xs ${elevation}`}>
          {nameOf(elevation)}
        </span>
      ))}
    </div>
  </Sample>
);
