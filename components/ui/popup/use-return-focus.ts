"use client";

import { useState } from "react";

/** The control that a dialog is opened with: call it while that is drawn first. One in a menu or a list stands for the button of that menu. */
export function findOpener(): HTMLElement | null {
  // On the server, where an address with `?new=1` is drawn too.
  if (typeof document === "undefined") return null;
  const focused = document.activeElement;
  const popup = focused?.closest("[role=menu], [role=listbox]") ?? null;
  const button = popup?.id ? document.querySelector(`[aria-controls="${CSS.escape(popup.id)}"]`) : null;
  return (button ?? focused) as HTMLElement | null;
}

/** Puts the focus back after a dialog is closed: the menu that opened it is gone by then, and perhaps its row too. */
export function returnFocus(opener: HTMLElement | null): void {
  const target = opener?.isConnected && opener !== document.body ? opener : document.getElementById("content");
  target?.focus({ preventScroll: true });
}

/** The same for a dialog that mounts open. Call what it gives once that is closed. */
export function useReturnFocus(): () => void {
  const [opener] = useState(findOpener);
  return () => returnFocus(opener);
}
