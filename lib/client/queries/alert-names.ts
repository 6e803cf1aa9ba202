import { useQuery } from "@tanstack/react-query";
import type { AlertNamesShape } from "@/lib/domain/alerts/alert-names";
import { api } from "../api";

/** How long the names of the last 30 days stay as they are, in milliseconds: reading them is costly, and they change little. */
const freshMs = 60_000;

/** The alert names of the last 30 days, most frequent first: of one environment, or of all. */
export function useAlertNames(environment?: string | null) {
  return useQuery({
    queryKey: ["alert-names", environment ?? null],
    queryFn: ({ signal }) =>
      api<AlertNamesShape>(`/api/v1/alerts/names${environment ? `?environment=${encodeURIComponent(environment)}` : ""}`, { signal }),
    staleTime: freshMs,
  });
}
