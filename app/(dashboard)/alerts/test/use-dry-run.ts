"use client";

import { type DryRun, useExplain } from "@/lib/client/queries/alerts";
import { useEnvironments } from "@/lib/client/queries/environments";
import { isSystemName } from "@/lib/domain/alerts/system-names";
import { useSettled } from "../use-settled";
import { readPayload } from "./read-payload";
import type { TesterValues } from "./tester-values";

/** How long typing pauses before the outcome follows, in milliseconds. */
const pauseMs = 150;

/** What the values would lead to, a moment after the last key. */
export function useDryRun({ name, environment, payload: text }: TesterValues) {
  const { payload, fault } = readPayload(text);
  // Only the payload of a built-in name says something about its route: the environment.
  const said = isSystemName(name) ? payload : null;
  const wanted: DryRun | null = name === "" ? null : { name, environment, ...(said ? { payload: said } : {}) };
  const key = JSON.stringify(wanted);
  const [settledKey, settled] = useSettled<[string, DryRun | null]>([key, wanted], key, pauseMs);
  const { data: trace, error, isPlaceholderData, refetch } = useExplain(settled);
  const environments = useEnvironments().data;
  const named = typeof said?.env_id === "string" ? said.env_id : environment;
  return {
    payload,
    fault,
    error: wanted === null ? null : error,
    trace: wanted === null || error ? undefined : trace,
    /** Whether the trace is of exactly these values. */
    isCurrent: settledKey === key && !isPlaceholderData && !error && trace !== undefined,
    subject: { name, environment: environments?.find(({ id, slug }) => id === named || slug === named)?.slug ?? named },
    refetch,
  };
}
