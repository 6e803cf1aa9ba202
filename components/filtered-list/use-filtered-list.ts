"use client";

import { useState } from "react";
import type { usePinnedList } from "@/lib/client/pinned-list";
import type { ListSince } from "../list/list-since";
import { useNewestKey } from "../list/use-newest-key";

interface FilteredList<Filters, Row extends { id: string }> {
  since: ListSince;
  /** What the API is asked for; a range ends at `now`. */
  toApiQuery: (filters: Filters, now: number) => string;
  useList: (query: string, since: number) => ReturnType<typeof usePinnedList<Row>>;
  /** How many rows match that are newer than this one. Null asks nothing. */
  useCount: (query: string, newest: Row | null) => { data?: { count: number; capped: boolean }; isPlaceholderData: boolean };
}

/** The rows that the filters ask for, how many newer ones wait above them, and how to load those: a press, or the key `.`. */
export function useFilteredList<Filters extends object, Row extends { id: string }>(
  { since: begin, toApiQuery, useList, useCount }: FilteredList<Filters, Row>,
  filters: Filters,
) {
  const [since, setSince] = useState(begin.read);
  const [seen, setSeen] = useState(filters);
  // With other filters the list begins anew, as it does to show the newest.
  if (filters !== seen) {
    setSeen(filters);
    setSince(begin.startAnew());
  }
  const query = toApiQuery(filters, since);
  const list = useList(query, since);
  const newest = list.isPlaceholderData ? null : (list.data?.pages[0]?.data[0] ?? null);
  const { data: waiting, isPlaceholderData: isOld } = useCount(query, newest);
  const count = newest && waiting && !isOld ? waiting.count : 0;

  function showNewest() {
    setSince(begin.startAnew());
    window.scrollTo({ top: 0 });
  }
  useNewestKey(count, showNewest);

  const rows = list.data?.pages.flatMap((page) => page.data);
  return { list, rows, query, since, waiting: { count, capped: waiting?.capped ?? false }, showNewest };
}
