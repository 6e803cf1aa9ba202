"use client";

import { useEffect, useRef } from "react";
import { indentJson } from "@/components/code/json-source";
import { useAlert } from "@/lib/client/queries/alerts";
import type { TesterValues } from "./tester-values";

/** Takes over an alert's payload and severity, once. */
export function LikeAlert({ id, onFound }: { id: string; onFound: (values: Partial<TesterValues>) => void }) {
  const { data, error } = useAlert(id);
  const taken = useRef<string | null>(null);
  useEffect(() => {
    if (!data || taken.current === id) return;
    taken.current = id;
    const payload = indentJson(data.payloadText).map(({ text }) => text);
    onFound({ severity: data.severity, payload: payload.join("") });
  }, [data, id, onFound]);
  if (!error) return null;
  return <p className="text-warning text-xs">The payload of the alert could not be taken over: {error.message}</p>;
}
