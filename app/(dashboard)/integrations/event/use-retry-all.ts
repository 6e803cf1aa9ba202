"use client";

import { useEffect, useState } from "react";
import { useEventCauses, useRetryEvents, useWaitingEvents } from "@/lib/client/queries/events";
import { useIsAdmin } from "@/lib/client/queries/me";
import type { EventCauseShape } from "@/lib/domain/moments/event";
import type { CauseChoice } from "./retry-cause";

const sum = (causes: readonly EventCauseShape[] = []) => causes.reduce((total, { count }) => total + count, 0);

/** A retry of all that errored for one cause: how many there are, how far it is, and how many of them are good in the end. */
export function useRetryAll({ cause, integration, query = "" }: CauseChoice, at: string) {
  const narrowed = Object.fromEntries(new URLSearchParams(query)) as { to?: string };
  // What came after the question was asked is not counted, and not retried.
  const filter = { ...narrowed, integration, to: narrowed.to && narrowed.to < at ? narrowed.to : at };
  const isAdmin = useIsAdmin();
  // Errors of any cause, of what had come: what fails for another reason now is still in error.
  const [before, setBefore] = useState(0);
  const [after, setAfter] = useState<number | null>(null);
  const { data: causes, error, refetch } = useEventCauses(new URLSearchParams(filter).toString());
  const retry = useRetryEvents();
  const total = retry.data?.count ?? 0;
  const waiting = useWaitingEvents(new URLSearchParams({ ...filter, cause }).toString(), retry.isSuccess).data;
  const isRead = retry.isSuccess && waiting === 0;
  useEffect(() => {
    if (isRead) void refetch().then(({ data }) => setAfter(sum(data)));
  }, [isRead, refetch]);

  const isAsking = !(retry.isSuccess || retry.isPending);
  return {
    count: causes && (causes.find((each) => each.cause === cause)?.count ?? 0),
    error,
    isAdmin,
    step: isAsking ? "asking" : after === null ? "running" : "done",
    problem: retry.error,
    total,
    /** As many as one retry takes: others of the cause are left. */
    hasMore: retry.data?.more === true,
    done: total - Math.min(waiting ?? total, total),
    good: Math.min(Math.max(before - (after ?? before), 0), total),
    start() {
      setBefore(sum(causes));
      retry.mutate({ cause, ...filter });
    },
  } as const;
}
