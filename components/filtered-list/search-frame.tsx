import { Search } from "lucide-react";
import type { ReactNode } from "react";

export const searchInputLook = "h-8 pr-2 pl-8 text-ellipsis sm:pr-8 pointer-coarse:h-11";

/** A search input in the frame of its icon and of the key that leads to it. */
export const SearchFrame = ({ className, children }: { className: string; children: ReactNode }) => (
  <div className={`relative flex min-w-0 flex-1 items-center ${className}`}>
    <Search aria-hidden="true" className="pointer-events-none absolute left-2.5 size-4 text-muted-foreground" />
    {children}
    <span
      aria-hidden="true"
      className="pointer-events-none absolute right-2 rounded-sm border px-1 font-mono text-[0.6875rem] text-muted-foreground leading-4 max-sm:hidden pointer-coarse:hidden"
    >
      /
    </span>
  </div>
);
