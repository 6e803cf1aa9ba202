"use client";

import { useEffect } from "react";
import { isShortcut } from "../page/keyboard";

const isSeen = (element: HTMLElement): boolean => element.checkVisibility();

function moveFocus(step: 1 | -1): boolean {
  const rows = [...document.querySelectorAll<HTMLElement>("[data-row]")].filter(isSeen);
  const focused = document.activeElement;
  // A button in a row is in that row.
  const current = rows.findIndex((row) => row === focused || row.closest("tr, li")?.contains(focused));
  const next = current < 0 ? rows[0] : rows[current + step];
  next?.focus({ preventScroll: true });
  next?.closest("tr, li")?.scrollIntoView({ block: "nearest" });
  return rows.length > 0;
}

function openFocused(): boolean {
  const focused = document.activeElement;
  if (!(focused instanceof HTMLElement) || !focused.matches("[data-row]")) return false;
  focused.click();
  return true;
}

function focusSearch(searchId: string | undefined): boolean {
  const search = searchId
    ? document.getElementById(searchId)
    : [...document.querySelectorAll<HTMLElement>('main input[aria-keyshortcuts="/"], main input[type="search"]')].find(isSeen);
  search?.focus();
  if (search instanceof HTMLInputElement) search.select();
  return Boolean(search);
}

/** `j` and `k` go through the links marked `data-row` (Enter or `o` opens one), `/` goes to the search input: that of `searchId`, else the page's. */
export function useRowKeys(searchId?: string): void {
  useEffect(() => {
    function onKey(event: KeyboardEvent) {
      if (!isShortcut(event)) return;
      const keys: Record<string, () => boolean> = {
        j: () => moveFocus(1),
        k: () => moveFocus(-1),
        o: openFocused,
        "/": () => focusSearch(searchId),
      };
      if (keys[event.key]?.()) event.preventDefault();
    }
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [searchId]);
}
