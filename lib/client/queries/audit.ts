import { keepPreviousData, useInfiniteQuery, useQuery } from "@tanstack/react-query";
import type { AuditEntryShape } from "@/lib/domain/people/audit-entry";
import { api } from "../api";
import type { Page } from "../lists";
import { useEvery } from "../live";

/** The audit entries that match the query string (the API's own filter names), newest first, a page at a time. */
export function useAudit(query: string) {
  return useInfiniteQuery({
    queryKey: ["audit", query],
    queryFn: ({ pageParam, signal }) => {
      const params = new URLSearchParams(query);
      if (pageParam) params.set("cursor", pageParam);
      return api<Page<AuditEntryShape>>(`/api/v1/audit?${params}`, { signal });
    },
    initialPageParam: null as string | null,
    getNextPageParam: (page) => page.next_cursor,
    placeholderData: keepPreviousData,
  });
}

/** Most changes of one thing that are looked at while a form of it is open. */
const maxSince = 20;

/** The newest audit entries about one thing, newest first; asked for again as soon as something is changed. */
export const useAuditOf = (id: string) =>
  useQuery({
    queryKey: ["audit", "of", id],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams({ subject_id: id, limit: String(maxSince) });
      return (await api<Page<AuditEntryShape>>(`/api/v1/audit?${params}`, { signal })).data;
    },
    // An answer from before the form was opened would make its own past news.
    gcTime: 0,
    refetchInterval: useEvery(),
  });
