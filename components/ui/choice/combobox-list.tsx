"use client";

import { Combobox as Base } from "@base-ui/react/combobox";
import { Check, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { itemLook, popupLook } from "../popup/popup";
import type { ComboboxEntry } from "./combobox-options";

/** What a combobox opens. */
export const ComboboxList = ({ empty = "Nothing found.", place }: { empty?: ReactNode; place: HTMLElement | null }) => (
  <Base.Portal container={place}>
    <Base.Positioner sideOffset={4} collisionPadding={8} className="z-popover outline-none">
      <Base.Popup className={`${popupLook} w-(--anchor-width)`}>
        <Base.Empty>
          <div className="px-2 py-2 text-muted-foreground text-sm">{empty}</div>
        </Base.Empty>
        <Base.List>
          {(entry: ComboboxEntry) => (
            <Base.Item key={entry.value} value={entry.value} disabled={entry.disabled} className={itemLook}>
              {entry.creates === undefined ? entry.icon : <Plus aria-hidden="true" className="size-4 shrink-0 text-primary" />}
              <span className="grid min-w-0 flex-1">
                <span className="truncate">{entry.label}</span>
                {entry.description && <span className="truncate text-muted-foreground text-xs">{entry.description}</span>}
              </span>
              <Base.ItemIndicator className="shrink-0 text-primary">
                <Check aria-hidden="true" className="size-4" />
              </Base.ItemIndicator>
            </Base.Item>
          )}
        </Base.List>
      </Base.Popup>
    </Base.Positioner>
  </Base.Portal>
);
