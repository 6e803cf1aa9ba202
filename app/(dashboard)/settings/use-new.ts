"use client";

import { useSearchParams } from "next/navigation";

function set(isOpen: boolean): void {
  const url = new URL(window.location.href);
  if (isOpen) url.searchParams.set("new", "1");
  else url.searchParams.delete("new");
  window.history.pushState(null, "", url);
}

/** Whether the page's form for a new entry is open: it is in the address, so that a link can open it. */
export const useNew = (): [boolean, (isOpen: boolean) => void] => [useSearchParams().get("new") === "1", set];
