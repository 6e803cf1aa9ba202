import { useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { IntegrationErrorShape, IntegrationShape } from "@/lib/domain/moments/integration";
import { api } from "../api";
import type { Page } from "../lists";
import { useEvery } from "../live";

/** The layout of the integrations puts it into the cache, so it is there from the first paint. */
export const integrationsKey = ["integrations", "list"];

/** Counts of a day need not be to the second. */
const countsEveryMs = 60_000;

/** Every integration as data, with what happened in the last 24 hours. */
export function useIntegrations() {
  return useQuery({
    meta: { live: false },
    queryKey: integrationsKey,
    queryFn: async ({ signal }) => (await api<{ data: IntegrationShape[] }>("/api/v1/integrations", { signal })).data,
    staleTime: countsEveryMs,
    refetchInterval: countsEveryMs,
  });
}

/** The integration of that name; null for one that this installation does not have, or while it loads. */
export const useIntegration = (name: string): IntegrationShape | null =>
  useIntegrations().data?.find(({ integration }) => integration === name) ?? null;

/** What went wrong when Hotline contacted a tool, newest first, a page at a time. */
export function useIntegrationErrors(integration: string) {
  return useInfiniteQuery({
    queryKey: ["integrations", "errors", integration],
    queryFn: ({ pageParam, signal }) => {
      const query = pageParam ? `?cursor=${encodeURIComponent(pageParam)}` : "";
      return api<Page<IntegrationErrorShape>>(`/api/v1/integrations/${encodeURIComponent(integration)}/errors${query}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    refetchInterval: useEvery(),
  });
}
