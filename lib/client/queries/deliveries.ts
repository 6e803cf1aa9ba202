import { keepPreviousData, useInfiniteQuery, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { DeliveryItemShape } from "@/lib/domain/alerts/delivery";
import { api } from "../api";
import type { Page } from "../lists";
import { useEvery } from "../live";

/** Deliveries, newest first, a page at a time: of one destination or all, of one status or all. */
export function useDeliveries({ destinationId, status }: { destinationId?: string; status?: DeliveryItemShape["status"] }) {
  return useInfiniteQuery({
    queryKey: ["deliveries", "list", destinationId ?? null, status ?? null],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams();
      if (destinationId) params.set("destination_id", destinationId);
      if (status) params.set("status", status);
      if (pageParam) params.set("cursor", pageParam);
      return api<Page<DeliveryItemShape>>(`/api/v1/deliveries?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
    refetchInterval: useEvery(),
  });
}

/** How many deliveries a retry of everything that matches the query string would send again. Null asks nothing. */
export function useRetryCount(query: string | null) {
  return useQuery({
    queryKey: ["deliveries", "retry", query],
    queryFn: ({ signal }) => api<{ count: number }>(`/api/v1/deliveries/retry?${query}`, { signal }),
    enabled: query !== null,
    staleTime: 0,
  });
}

/** Sends again every delivery that the query string matches: those of its status, else the failed and skipped ones. */
export function useRetryMatching() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: (query: string) =>
      api<{ count: number }>("/api/v1/deliveries/retry", { method: "POST", body: Object.fromEntries(new URLSearchParams(query)) }),
    onSettled: () => Promise.all([["alerts"], ["deliveries"]].map((queryKey) => client.invalidateQueries({ queryKey }))),
  });
}
