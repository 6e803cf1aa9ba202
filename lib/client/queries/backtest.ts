import { keepPreviousData, useQuery } from "@tanstack/react-query";
import type { BacktestShape } from "@/lib/domain/routing/backtest";
import { api } from "../api";

/** How long an answer stays as it is, in milliseconds. */
const freshMs = 60_000;

export interface Backtest {
  channel_ids: readonly string[];
  destination_ids: readonly string[];
  environment?: string | null;
  days?: number;
}

/** What a subscription like this would have sent in the last days. Null asks nothing. */
export function useBacktest(input: Backtest | null) {
  return useQuery({
    queryKey: ["backtest", input],
    queryFn: ({ signal }) => api<BacktestShape>("/api/v1/subscriptions/backtest", { method: "POST", body: input, signal }),
    enabled: input !== null,
    staleTime: freshMs,
    placeholderData: keepPreviousData,
  });
}
