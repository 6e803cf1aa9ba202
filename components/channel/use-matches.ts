"use client";

import { useDeferredValue, useEffect, useMemo, useState } from "react";
import { useAlertNames } from "@/lib/client/queries/alert-names";
import type { AlertNamesShape } from "@/lib/domain/alerts/alert-names";
import { usePart } from "../ui/popup/use-part";
import { matchSliced, type SeenName, seenIn } from "./name-matches";

/** The engine that routes alerts, in the browser. It loads when a pattern is first looked at. */
const loadEngine = () => import("@/lib/domain/routing/pattern");

export type Engine = Awaited<ReturnType<typeof loadEngine>>;

export function useEngine(): Engine | null {
  const [engine, load] = usePart(loadEngine);
  useEffect(load, [load]);
  return engine;
}

const noNames: AlertNamesShape["data"] = [];

/** The names of the last 30 days in one environment, or in all. */
export function useSeenNames(environment: string | null) {
  const { data, error, refetch } = useAlertNames();
  const names = data?.data ?? noNames;
  return { names: useMemo(() => seenIn(names, environment), [names, environment]), isLoaded: Boolean(data), error, refetch };
}

/** Those of the names that a pattern matches; null until they are known. While another pattern is tried, those of the one before. */
export function useMatches(engine: Engine | null, pattern: string, names: readonly SeenName[]): readonly SeenName[] | null {
  const tried = useDeferredValue(pattern);
  const [matched, setMatched] = useState<readonly SeenName[] | null>(null);
  useEffect(() => {
    if (!engine) return;
    const given = new AbortController();
    const match = engine.compilePatterns([tried]);
    void matchSliced((name) => match(name).length > 0, names, given.signal).then((found) => found && setMatched(found));
    return () => given.abort();
  }, [engine, tried, names]);
  return matched;
}
