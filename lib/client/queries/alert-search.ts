import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";
import { api } from "../api";
import type { Page } from "../lists";

/** The newest alerts, a few of them; those whose name or payload holds `text`, when there is one. */
export function useRecentAlerts(text: string, limit = 5) {
  return useQuery({
    queryKey: ["alerts", "recent", text, limit],
    queryFn: async ({ signal }) => {
      const params = new URLSearchParams({ limit: String(limit), ...(text ? { q: text } : {}) });
      return (await api<Page<AlertItemShape>>(`/api/v1/alerts?${params}`, { signal })).data;
    },
    placeholderData: keepPreviousData,
  });
}

/** How often the newest alert is asked for where the event stream is not heard; in milliseconds. */
const latestEveryMs = 2_000;

/** The newest alert, as it arrives; null while there is none. */
export function useLatestAlert() {
  return useQuery({
    queryKey: ["alerts", "latest"],
    queryFn: async ({ signal }) => (await api<Page<AlertItemShape>>("/api/v1/alerts?limit=1", { signal })).data[0] ?? null,
    refetchInterval: latestEveryMs,
  });
}
