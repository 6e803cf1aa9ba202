"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";

export interface TesterValues {
  name: string;
  environment: string | null;
  severity: string | null;
  /** JSON, as it was typed. */
  payload: string;
}

/** What is being tried. Name and environment are in the address, so that a try can be passed on; `like` is an alert to take the rest from. */
export function useTesterValues() {
  const params = useSearchParams();
  const [values, setValues] = useState<TesterValues>(() => ({
    name: params.get("name") ?? "",
    environment: params.get("environment"),
    severity: null,
    payload: "{}",
  }));

  function change(next: Partial<TesterValues>): void {
    setValues((before) => ({ ...before, ...next }));
    const search = new URLSearchParams(window.location.search);
    for (const name of ["name", "environment"] as const) {
      if (!(name in next)) continue;
      if (next[name]) search.set(name, next[name]);
      else search.delete(name);
    }
    window.history.replaceState(null, "", `${window.location.pathname}${search.size > 0 ? `?${search}` : ""}`);
  }
  return { values, change, like: params.get("like") };
}
