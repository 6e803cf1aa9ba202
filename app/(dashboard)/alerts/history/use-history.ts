"use client";

import { useEffect, useState } from "react";
import { isShortcut } from "@/components/keyboard";
import { useAlertHistory } from "@/lib/client/queries/alert-history";
import { useAlertCount } from "@/lib/client/queries/alerts";
import { type Filters, toApiQuery } from "./filter-query";
import { readSince, startAnew } from "./since";

/** The list that the filters ask for, how many newer alerts wait above it, and how to load them: a press, or the key `.`. */
export function useHistory(filters: Filters) {
  const [since, setSince] = useState(readSince);
  const [seen, setSeen] = useState(filters);
  if (filters !== seen) {
    setSeen(filters);
    setSince(startAnew());
  }
  const query = toApiQuery(filters, since);
  const alerts = useAlertHistory(query, since);
  const newest = alerts.isPlaceholderData ? undefined : alerts.data?.pages[0]?.data[0]?.id;
  const { data: waiting, isPlaceholderData: isOld } = useAlertCount(query, newest ?? null);
  const count = newest && waiting && !isOld ? waiting.count : 0;

  function showNewest() {
    setSince(startAnew());
    window.scrollTo({ top: 0 });
  }

  useEffect(() => {
    if (count === 0) return;
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== "." || !isShortcut(event)) return;
      event.preventDefault();
      showNewest();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  });

  return { alerts, query, waiting: { count, capped: waiting?.capped ?? false }, showNewest };
}
