"use client";

import { useSince } from "@/components/filtered-list/use-since";
import { useNewestKey } from "@/components/use-newest-key";
import { useEventList, useNewEvents } from "@/lib/client/queries/events";
import { type Filters, toApiQuery, toCausesQuery } from "./filter-query";
import { receivedSince } from "./since";

/** The list that the filters ask for, how many newer events wait above it, and how to load them: a press, or the key `.`. */
export function useReceived(filters: Filters) {
  const { since, showNewest } = useSince(receivedSince, filters);
  const query = toApiQuery(filters, since);
  const list = useEventList(query, since);
  const newest = list.isPlaceholderData ? null : (list.data?.pages[0]?.data[0] ?? null);
  const { data: waiting, isPlaceholderData: isOld } = useNewEvents(query, newest);
  const count = newest && waiting && !isOld ? waiting.count : 0;
  useNewestKey(count, showNewest);

  const rows = list.data?.pages.flatMap((page) => page.data);
  return { list, rows, causesQuery: toCausesQuery(filters, since), waiting: { count, capped: waiting?.capped ?? false }, showNewest };
}
