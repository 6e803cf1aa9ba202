"use client";

import { useSyncExternalStore } from "react";

/** `#token=…`: what stands behind the # is in no server's log. */
export const readHashToken = (hash: string): string | null => new URLSearchParams(hash.replace(/^#/, "")).get("token") || null;

const subscribe = (listener: () => void) => {
  window.addEventListener("hashchange", listener);
  return () => window.removeEventListener("hashchange", listener);
};

/** The token of the link that was opened; null when it has none, undefined until the page's script is there. */
export const useHashToken = (): string | null | undefined =>
  useSyncExternalStore(
    subscribe,
    () => readHashToken(window.location.hash),
    () => undefined,
  );
