import { keepPreviousData, skipToken, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { MomentShape, MomentSourceShape } from "@/lib/domain/moments/moment";
import { api } from "../api";
import type { Page } from "../lists";
import { useEvery } from "../live";

/** Moments that match the query string (the API's own filter names), newest first, a page at a time. */
export function useMoments(query: string) {
  return useInfiniteQuery({
    queryKey: ["moments", "list", query],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      if (pageParam) params.set("cursor", pageParam);
      return api<Page<MomentShape>>(`/api/v1/moments?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: useEvery(),
  });
}

/** One moment; null asks nothing. */
export const useMoment = (id: string | null) =>
  useQuery({
    queryKey: ["moments", "one", id],
    queryFn: id === null ? skipToken : ({ signal }) => api<MomentShape>(`/api/v1/moments/${encodeURIComponent(id)}`, { signal }),
    refetchInterval: useEvery(),
  });

/** What changes by the day need not be asked for at each moment: the answer reads many rows. */
const sourcesEveryMs = 60_000;

/** What has sent moments, the most recent first: of one team, or of all. */
export function useMomentSources(team: string | undefined) {
  return useQuery({
    meta: { live: false },
    queryKey: ["moments", "sources", team ?? null],
    queryFn: async ({ signal }) => {
      const query = team === undefined ? "" : `?team_id=${encodeURIComponent(team)}`;
      return (await api<{ data: MomentSourceShape[] }>(`/api/v1/moments/sources${query}`, { signal })).data;
    },
    staleTime: sourcesEveryMs,
    refetchInterval: sourcesEveryMs,
    placeholderData: keepPreviousData,
  });
}
