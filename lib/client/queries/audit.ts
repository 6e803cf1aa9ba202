import { keepPreviousData, useInfiniteQuery } from "@tanstack/react-query";
import type { AuditEntryShape } from "@/lib/domain/people/audit-entry";
import { api } from "../api";
import type { Page } from "../lists";

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
