"use client";

import { useEffect, useState } from "react";
import { countAlerts, matchSliced, seenIn } from "@/components/channel/name-matches";
import { useAlertNames } from "@/lib/client/queries/alert-names";
import type { ChannelShape } from "@/lib/domain/routing/channel";

/** The page is read before the engine is fetched, in milliseconds. */
const idleMs = 1_500;

/** How many alerts of the last 30 days each channel's pattern matches, by its id. Comes late: nothing on the page waits for it. */
export function useMatchCounts(channels: readonly ChannelShape[] | undefined): ReadonlyMap<string, number> {
  const [counts, setCounts] = useState<ReadonlyMap<string, number>>(new Map());
  const names = useAlertNames().data?.data;
  useEffect(() => {
    if (!channels || !names) return;
    const given = new AbortController();
    async function countAll(all: readonly ChannelShape[], seen: NonNullable<typeof names>): Promise<void> {
      const { compilePatterns } = await import("@/lib/domain/routing/pattern");
      const counted = new Map<string, number>();
      for (const { id, pattern, environment } of all) {
        const match = compilePatterns([pattern]);
        const matched = await matchSliced((name) => match(name).length > 0, seenIn(seen, environment), given.signal);
        if (!matched) return;
        counted.set(id, countAlerts(matched));
      }
      setCounts(counted);
    }
    const timer = setTimeout(() => void countAll(channels, names).catch(() => {}), idleMs);
    return () => {
      clearTimeout(timer);
      given.abort();
    };
  }, [channels, names]);
  return counts;
}
