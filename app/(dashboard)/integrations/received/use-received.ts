"use client";

import { useState } from "react";
import { useNewestKey } from "@/components/use-newest-key";
import { useEventList, useNewEvents } from "@/lib/client/queries/events";
import { type Filters, toApiQuery, toCausesQuery } from "./filter-query";
import { receivedSince } from "./since";

/** The list that the filters ask for, how many newer events wait above it, and how to load them: a press, or the key `.`. */
export function useReceived(filters: Filters) {
  const [since, setSince] = useState(receivedSince.read);
  const [seen, setSeen] = useState(() => JSON.stringify(filters));
  const key = JSON.stringify(filters);
  if (key !== seen) {
    setSeen(key);
    setSince(receivedSince.startAnew());
  }
  const query = toApiQuery(filters, since);
  const events = useEventList(query, since);
  const newest = events.isPlaceholderData ? null : (events.data?.pages[0]?.data[0] ?? null);
  const { data: waiting, isPlaceholderData: isOld } = useNewEvents(query, newest);
  const count = newest && waiting && !isOld ? waiting.count : 0;

  function showNewest() {
    setSince(receivedSince.startAnew());
    window.scrollTo({ top: 0 });
  }
  useNewestKey(count, showNewest);

  return { key, events, causesQuery: toCausesQuery(filters, since), waiting: { count, capped: waiting?.capped ?? false }, showNewest };
}
