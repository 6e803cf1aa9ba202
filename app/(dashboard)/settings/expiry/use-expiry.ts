"use client";

import { useState } from "react";
import { ApiError } from "@/lib/client/api";
import { expiries, type Span, toDateInput, toExpiresAt } from "./expiry";

interface Options {
  /** The API's name of it. */
  field: string;
  saved?: string | null;
  spans?: readonly Span[];
  initial?: string;
}

/** What somebody chose for an expiry; at first what is saved. */
export function useExpiry({ field, saved = null, spans = expiries, initial = saved ? "date" : "never" }: Options) {
  const savedDate = saved ? toDateInput(new Date(saved)) : "";
  const [span, setSpan] = useState(initial);
  const [date, setDate] = useState(savedDate);

  /** What the API takes for it; null for never, undefined when no date is chosen. The saved date stands for the saved instant, not for the end of its day. */
  function read(): string | null | undefined {
    if (saved && span === "date" && date === savedDate) return saved;
    return toExpiresAt(span, date, Date.now(), spans);
  }
  const problem = { path: field, message: "Choose a date." };

  /** The same; throws as the API does when no date is chosen. */
  function toValue(): string | null {
    const end = read();
    if (end === undefined) throw new ApiError(422, "invalid_input", "", [problem]);
    return end;
  }

  return { spans, span, setSpan, date, setDate, read, problem, toValue };
}
