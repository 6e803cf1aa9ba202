import { type InfiniteData, keepPreviousData, useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { api } from "./api";
import type { Page } from "./lists";
import { useConnected } from "./live";

/** How often the rows are renewed while changes are not heard, in milliseconds. */
const everyMs = 5_000;
/** With more pages than this loaded, the rows stay as they are: each refresh asks for all of them. */
const maxLivePages = 8;

interface Pinned<Item> {
  /** The noun that its keys begin with. */
  noun: string;
  path: string;
  /** The API's own filter names. */
  query: string;
  since: number;
  timeOf: (item: Item) => string;
}

/**
 * A list that matches the query string, newest first, a page at a time. What was read at `since` stays in place: asking again renews the rows
 * that are there, and what came later is left out until `since` is another one.
 */
export function usePinnedList<Item extends { id: string }>({ noun, path, query, since, timeOf }: Pinned<Item>) {
  const client = useQueryClient();
  const isConnected = useConnected();
  const queryKey = [noun, "list", query, since];
  type Pages = InfiniteData<Page<Item>, string | null>;
  const isLive = (client.getQueryData<Pages>(queryKey)?.pages.length ?? 0) <= maxLivePages;
  return useInfiniteQuery({
    meta: { live: isLive },
    queryKey,
    queryFn: async ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      const newest = client.getQueryData<Pages>(queryKey)?.pages[0]?.data[0];
      if (pageParam) params.set("cursor", pageParam);
      else if (newest) params.set("to", timeOf(newest));
      const page = await api<Page<Item>>(`${path}?${params}`, { signal });
      // Ids ascend with time, also within a millisecond.
      return newest ? { ...page, data: page.data.filter(({ id }) => id <= newest.id) } : page;
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: isConnected || !isLive ? false : everyMs,
  });
}
