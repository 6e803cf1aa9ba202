import { keepPreviousData, useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import type { AlertCountShape, AlertShape, AlertSummaryShape } from "@/lib/domain/alerts/alert";
import type { TraceShape } from "@/lib/domain/alerts/trace";
import { sourceOf } from "@/lib/domain/json";
import { api, callApi } from "../api";
import { useEvery } from "../live";

/** While changes are not heard, an alert with something pending is asked for so often, in milliseconds. */
const pendingEveryMs = 2_000;

/** An alert, and its payload's source text: numbers and key order as they were published. */
export interface AlertWithSource extends AlertShape {
  payloadText: string;
}

export const isUnderWay = (alert: AlertShape): boolean =>
  alert.routed_at === null || alert.deliveries.some(({ status }) => status === "pending");

export function useAlert(id: string) {
  const everyMs = useEvery(pendingEveryMs);
  return useQuery({
    queryKey: ["alerts", "one", id],
    queryFn: async ({ signal }): Promise<AlertWithSource> => {
      const text = await callApi(`/api/v1/alerts/${encodeURIComponent(id)}`, { signal });
      return { ...(JSON.parse(text) as AlertShape), payloadText: sourceOf(text, "payload")[0] ?? "{}" };
    },
    refetchInterval: ({ state }) => (state.data && isUnderWay(state.data) ? everyMs : false),
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

/** How many alerts match the query string that are newer than the alert `after`. Null asks nothing. */
export function useAlertCount(query: string, after: string | null) {
  return useQuery({
    queryKey: ["alerts", "count", query, after],
    queryFn: ({ signal }) => {
      const params = new URLSearchParams(query);
      if (after) params.set("after", after);
      return api<AlertCountShape>(`/api/v1/alerts/count?${params}`, { signal });
    },
    enabled: after !== null,
    placeholderData: keepPreviousData,
    refetchInterval: useEvery(),
  });
}

/** The last 24 hours in figures. */
export function useAlertSummary() {
  return useQuery({
    queryKey: ["alerts", "summary"],
    queryFn: ({ signal }) => api<AlertSummaryShape>("/api/v1/alerts/summary", { signal }),
    refetchInterval: useEvery(),
  });
}

export interface DryRun {
  name: string;
  environment?: string | null;
  payload?: Record<string, unknown>;
}

/** What an alert would lead to: nothing is stored, nothing is sent. Null asks nothing. */
export function useExplain(input: DryRun | null) {
  return useQuery({
    queryKey: ["explain", input],
    queryFn: ({ signal }) => api<TraceShape>("/api/v1/explain", { method: "POST", body: input, signal }),
    enabled: input !== null,
    placeholderData: keepPreviousData,
  });
}

/** What a person publishes by hand; `test` marks it, and its messages, as a test. */
export interface Publication extends Omit<DryRun, "payload"> {
  /** JSON text of an object, which is published as it is: its numbers and key order survive. */
  payloadText?: string;
  severity?: string | null;
  action?: "trigger" | "resolve";
  dedup_key?: string | null;
  test?: boolean;
}

/** Publishes an alert; gives its id. */
export function usePublishAlert() {
  const client = useQueryClient();
  return useMutation({
    mutationFn: ({ payloadText = "{}", ...rest }: Publication) =>
      api<{ id: string; name: string; created_at: string }>("/api/v1/alerts", {
        method: "POST",
        text: `${JSON.stringify(rest).slice(0, -1)},"payload":${payloadText}}`,
      }),
    onSuccess: () => client.invalidateQueries({ queryKey: ["alerts"] }),
  });
}
