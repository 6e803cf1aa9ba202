import { type MomentType, momentTypes } from "../../domain/moments/moment-type";
import type { ParsedMoment } from "../../integrations/integration";
import { lookUp } from "../../postgres/db";
import { dedupKeyOf } from "./dedup-key";
import type { Origin } from "./meaning";

/**
 * What ends something has the type that it began with, and so its name: people change a priority or an urgency in between, and the tool tells
 * only how things are now (decision 0032). Asks only when something ends; throws as `lookUp` does.
 */
export async function withTriggersTypes(moments: readonly ParsedMoment[], origin: Origin): Promise<readonly ParsedMoment[]> {
  const keyOf = ({ correlation }: ParsedMoment) => dedupKeyOf(origin, correlation);
  const ends = moments.flatMap((one) => (one.action === "resolve" ? (keyOf(one) ?? []) : []));
  if (ends.length === 0) return moments;
  const types = await findTriggerTypes(origin, [...new Set(ends)]);
  return moments.map((one) => {
    const key = keyOf(one);
    if (key !== null && one.action === "trigger") types.set(key, one.type);
    return key !== null && one.action === "resolve" ? { ...one, type: types.get(key) ?? one.type } : one;
  });
}

/** The types of the moments that triggered last under these keys, where there were any. One quick query, by `alerts_dedup`. */
async function findTriggerTypes({ organizationId, integration }: Origin, keys: readonly string[]): Promise<Map<string, MomentType>> {
  const prefix = `moment:${integration}:`;
  const rows = await lookUp<{ key: string; name: string }>(
    "find_trigger_types",
    `SELECT k.key, t.name FROM unnest($2::text[]) AS k (key) CROSS JOIN LATERAL (
       SELECT name FROM alerts WHERE organization_id = $1 AND dedup_key = k.key AND action = 'trigger' AND starts_with(name, $3)
       ORDER BY id DESC LIMIT 1) t`,
    [organizationId, keys, prefix],
  );
  return new Map(
    rows.flatMap(({ key, name }) => {
      const type = momentTypes.find((one) => one === name.slice(prefix.length));
      return type ? [[key, type] as const] : [];
    }),
  );
}
