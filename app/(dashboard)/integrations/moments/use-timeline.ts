"use client";

import { useState } from "react";
import { useNewestKey } from "@/components/list/use-newest-key";
import { useMoments } from "@/lib/client/queries/moments";
import { type Filters, momentFilters } from "./filter-query";

/** The moments that the filters ask for, how many newer ones wait above them, and how to show those: a press, or the key `.`. */
export function useTimeline(filters: Filters) {
  const [shown, setShown] = useState(() => ({ filters, since: Date.now(), newest: null as string | null }));
  if (filters !== shown.filters) setShown({ filters, since: Date.now(), newest: null });
  const list = useMoments(momentFilters.toApiQuery(filters, shown.since));
  const { data, isPlaceholderData } = list;
  const all = data?.pages.flatMap((page) => page.data);
  const newest = isPlaceholderData ? null : (all?.[0]?.id ?? null);
  // Ids ascend with time. What comes later waits: rows do not move by themselves.
  if (shown.newest === null && newest !== null && filters === shown.filters) setShown({ ...shown, newest });
  const isWaiting = (id: string) => !isPlaceholderData && shown.newest !== null && id > shown.newest;
  const rows = all?.filter(({ id }) => !isWaiting(id));
  const count = (all?.length ?? 0) - (rows?.length ?? 0);

  function showNewest() {
    setShown({ ...shown, newest });
    window.scrollTo({ top: 0 });
  }
  useNewestKey(count, showNewest);

  return { list, rows, waiting: { count, capped: false }, showNewest };
}
