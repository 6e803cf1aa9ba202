"use client";

import { useState } from "react";
import { useNewestKey } from "@/components/use-newest-key";
import { useAlertHistory } from "@/lib/client/queries/alert-history";
import { useAlertCount } from "@/lib/client/queries/alerts";
import { type Filters, toApiQuery } from "./filter-query";
import { historySince } from "./since";

/** The list that the filters ask for, how many newer alerts wait above it, and how to load them: a press, or the key `.`. */
export function useHistory(filters: Filters) {
  const [since, setSince] = useState(historySince.read);
  const [seen, setSeen] = useState(filters);
  if (filters !== seen) {
    setSeen(filters);
    setSince(historySince.startAnew());
  }
  const query = toApiQuery(filters, since);
  const alerts = useAlertHistory(query, since);
  const newest = alerts.isPlaceholderData ? undefined : alerts.data?.pages[0]?.data[0]?.id;
  const { data: waiting, isPlaceholderData: isOld } = useAlertCount(query, newest ?? null);
  const count = newest && waiting && !isOld ? waiting.count : 0;

  function showNewest() {
    setSince(historySince.startAnew());
    window.scrollTo({ top: 0 });
  }

  useNewestKey(count, showNewest);

  return { alerts, query, waiting: { count, capped: waiting?.capped ?? false }, showNewest };
}
