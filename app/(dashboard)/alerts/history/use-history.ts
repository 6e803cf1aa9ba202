"use client";

import { useSince } from "@/components/filtered-list/use-since";
import { useNewestKey } from "@/components/use-newest-key";
import { useAlertHistory } from "@/lib/client/queries/alert-history";
import { useAlertCount } from "@/lib/client/queries/alerts";
import { type Filters, toApiQuery } from "./filter-query";
import { historySince } from "./since";

/** The list that the filters ask for, how many newer alerts wait above it, and how to load them: a press, or the key `.`. */
export function useHistory(filters: Filters) {
  const { since, showNewest } = useSince(historySince, filters);
  const query = toApiQuery(filters, since);
  const list = useAlertHistory(query, since);
  const newest = list.isPlaceholderData ? undefined : list.data?.pages[0]?.data[0]?.id;
  const { data: waiting, isPlaceholderData: isOld } = useAlertCount(query, newest ?? null);
  const count = newest && waiting && !isOld ? waiting.count : 0;
  useNewestKey(count, showNewest);

  const rows = list.data?.pages.flatMap((page) => page.data);
  return { list, rows, query, waiting: { count, capped: waiting?.capped ?? false }, showNewest };
}
