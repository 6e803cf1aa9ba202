import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AlertItemShape, AlertShape } from "@/lib/domain/history";
import { sourceOf } from "@/lib/domain/json";
import { api, callApi } from "../api";
import type { Page } from "../lists";

/** How often a list in view is asked for again, and an alert with something pending; in milliseconds. */
const listEveryMs = 5_000;
const pendingEveryMs = 2_000;
/** With more pages than this loaded, the list is left alone: each refresh asks for all of them. */
const maxLivePages = 4;

/** Alerts that match the query string (the API's own filter names), newest first, a page at a time. */
export function useAlerts(query: string) {
  return useInfiniteQuery({
    queryKey: ["alerts", "list", query],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      if (pageParam) params.set("cursor", pageParam);
      return api<Page<AlertItemShape>>(`/api/v1/alerts?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: ({ state }) => ((state.data?.pages.length ?? 0) > maxLivePages ? false : listEveryMs),
  });
}

/** An alert, and its payload's source text: numbers and key order as they were published. */
export interface AlertWithSource extends AlertShape {
  payloadText: string;
}

export const isUnderWay = (alert: AlertShape): boolean =>
  alert.routed_at === null || alert.deliveries.some(({ status }) => status === "pending");

export function useAlert(id: string) {
  return useQuery({
    queryKey: ["alerts", "one", id],
    queryFn: async ({ signal }): Promise<AlertWithSource> => {
      const text = await callApi(`/api/v1/alerts/${encodeURIComponent(id)}`, { signal });
      return { ...(JSON.parse(text) as AlertShape), payloadText: sourceOf(text, "payload")[0] ?? "{}" };
    },
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? pendingEveryMs : false),
  });
}

/** Publishes the alert anew, through today's configuration; gives the new alert's id. */
export function useReplayAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (id: string) => api<{ id: string }>(`/api/v1/alerts/${id}/replay`, { method: "POST" }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["alerts"] }),
  });
}

/** Sends deliveries again. One that is refused does not keep the others back; the first refusal is thrown at the end. */
export function useRetryDeliveries() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: async (ids: readonly string[]) => {
      const results = await Promise.allSettled(ids.map((id) => api(`/api/v1/deliveries/${id}/retry`, { method: "POST" })));
      const refused = results.find((result) => result.status === "rejected");
      if (refused) throw refused.reason;
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["alerts"] }),
  });
}
