"use client";

import { useState } from "react";
import { ApiError } from "@/lib/client/api";
import { expiries, toDateInput, toExpiresAt } from "../../../api-keys/expiry";

/** A span to choose: so many days; `date` asks for a day, and another without days is never. */
export interface Span {
  value: string;
  label: string;
  days: number | null;
}

/** How long an old token may live on. */
export const oldTokenSpans: readonly Span[] = [
  { value: "1", label: "For 1 day", days: 1 },
  { value: "7", label: "For 7 days", days: 7 },
  { value: "30", label: "For 30 days", days: 30 },
  { value: "date", label: "Until a date…", days: null },
];

interface Options {
  /** The API's name of it. */
  field: string;
  saved?: string | null;
  spans?: readonly Span[];
  initial?: string;
}

const dayMs = 86_400_000;

/** What somebody chose for an expiry; at first what is saved. */
export function useExpiry({ field, saved = null, spans = expiries, initial = saved ? "date" : "never" }: Options) {
  const savedDate = saved ? toDateInput(new Date(saved)) : "";
  const [span, setSpan] = useState(initial);
  const [date, setDate] = useState(savedDate);

  /** What the API takes for it; null for never. The saved date stands for the saved instant. Throws as the API does when no date is chosen. */
  function toValue(): string | null {
    const days = spans.find(({ value }) => value === span)?.days;
    if (days) return new Date(Date.now() + days * dayMs).toISOString();
    if (span !== "date") return null;
    if (saved && date === savedDate) return saved;
    const end = toExpiresAt("date", date, Date.now());
    if (!end) throw new ApiError(422, "invalid_input", "", [{ path: field, message: "Choose a date." }]);
    return end;
  }

  return { spans, span, setSpan, date, setDate, toValue };
}
