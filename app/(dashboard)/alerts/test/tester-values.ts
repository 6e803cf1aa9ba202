"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { changeAddress } from "@/components/page/address";

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
    changeAddress({ name: next.name, environment: next.environment }, "replace");
  }
  return { values, change, like: params.get("like") };
}
