import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import type { AlertItemShape } from "@/lib/domain/history";
import { api } from "../api";
import type { Page } from "../lists";
import { useConnected } from "../live";

/** How often the rows are renewed while changes are not heard, in milliseconds. */
const everyMs = 5_000;
/** With more pages than this loaded, the rows stay as they are: each refresh asks for all of them. */
const maxLivePages = 8;

type Pages = InfiniteData<Page<AlertItemShape>, string | null>;

/**
 * Alerts that match the query string (the API's own filter names), newest first, a page at a time. What was read at `since` stays
 * in place: asking again renews the rows that are there, and alerts that came later are left out until `since` is another one.
 */
export function useAlertHistory(query: string, since: number) {
  const client = useQueryClient();
  const isConnected = useConnected();
  const queryKey = ["alerts", "list", query, since];
  const isLive = (client.getQueryData<Pages>(queryKey)?.pages.length ?? 0) <= maxLivePages;
  return useInfiniteQuery({
    meta: { live: isLive },
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      const newest = client.getQueryData<Pages>(queryKey)?.pages[0]?.data[0];
      if (pageParam) params.set("cursor", pageParam);
      else if (newest) params.set("to", newest.created_at);
      const page = await api<Page<AlertItemShape>>(`/api/v1/alerts?${params}`, { signal });
      // Ids ascend with time, also within a millisecond.
      return newest ? { ...page, data: page.data.filter(({ id }) => id <= newest.id) } : page;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: isConnected || !isLive ? false : everyMs,
  });
}
