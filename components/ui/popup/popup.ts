"use client";

import { useCallback, useState } from "react";

/** What menus, selects and comboboxes open. */
export const popupLook =
  "max-h-[min(var(--popup-height,24rem),var(--available-height))] max-w-(--available-width) origin-(--transform-origin) overflow-y-auto overscroll-contain rounded-lg border bg-popover p-1 text-popover-foreground shadow-lg outline-none transition-[opacity,scale] data-starting-style:scale-97 data-starting-style:opacity-0 data-ending-style:scale-97 data-ending-style:opacity-0";

/** One entry in it. */
export const itemLook =
  "flex min-h-8 cursor-default select-none items-center gap-2 rounded-md px-2 py-1 text-sm outline-none data-highlighted:bg-accent data-disabled:cursor-not-allowed data-disabled:text-muted-foreground pointer-coarse:min-h-11";

/** Where the popup of a control goes: into the dialog that the control is in, or the page's main part. At the end of the body it would be in no landmark. */
export function usePopupPlace() {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const control = useCallback((element: HTMLElement | null) => {
    if (element) setPlace(element.closest<HTMLElement>("[role=dialog]") ?? document.querySelector("main") ?? document.body);
  }, []);
  return { place, control };
}
