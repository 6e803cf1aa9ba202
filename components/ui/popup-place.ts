"use client";

import { useCallback, useState } from "react";

/** Where the popup of a control goes: into the dialog that the control is in, or the page's main part. At the end of the body it would be in no landmark. */
export function usePopupPlace() {
  const [place, setPlace] = useState<HTMLElement | null>(null);
  const control = useCallback((element: HTMLElement | null) => {
    if (element) setPlace(element.closest<HTMLElement>("[role=dialog]") ?? document.querySelector("main") ?? document.body);
  }, []);
  return { place, control };
}
