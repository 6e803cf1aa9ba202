"use client";

import { useSearchParams } from "next/navigation";

function set(name: string, isOpen: boolean): void {
  const url = new URL(window.location.href);
  if (isOpen) url.searchParams.set(name, "1");
  // What the link chose in the form goes with it.
  else for (const each of [name, "type"]) url.searchParams.delete(each);
  window.history.pushState(null, "", url);
}

/** Whether the page's form for a new entry is open: it is in the address, so that a link can open it. */
export const useNew = (name = "new"): [boolean, (isOpen: boolean) => void] => [
  useSearchParams().get(name) === "1",
  (isOpen) => set(name, isOpen),
];
