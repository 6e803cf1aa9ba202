import { oncePerProcess } from "../once-per-process";

interface Bucket {
  tokens: number;
  at: number;
}

/** The one that was asked longest ago comes first. */
const limits = oncePerProcess<Map<string, Bucket>>("limits", () => new Map());
/** Keys that are remembered at most; beyond, the one that was asked longest ago begins anew. */
export const maxBuckets = 100_000;

/**
 * Takes `count` from the bucket `name`, which holds `perSecond × burstSeconds` and fills by `perSecond`. Resolves with null, or with the
 * seconds after which there will be enough. In this process's memory: a guard against accidents, not a quota.
 */
export function takeTokens(name: string, count: number, perSecond: number, burstSeconds = 1): number | null {
  const buckets = limits();
  const now = Date.now();
  const capacity = perSecond * burstSeconds;
  const bucket = buckets.get(name) ?? { tokens: capacity, at: now };
  bucket.tokens = Math.min(capacity, bucket.tokens + ((now - bucket.at) / 1000) * perSecond);
  bucket.at = now;
  buckets.delete(name);
  if (buckets.size >= maxBuckets) buckets.delete(buckets.keys().next().value as string);
  buckets.set(name, bucket);
  // What asks for more than the bucket ever holds is let through when it is full.
  if (bucket.tokens >= Math.min(count, capacity)) {
    bucket.tokens -= count;
    return null;
  }
  return Math.max(1, Math.ceil((Math.min(count, capacity) - bucket.tokens) / perSecond));
}

/** Takes `count` more from a bucket, for what turned out to weigh more than was taken: whoever comes next waits until the debt is paid. */
export function chargeTokens(name: string, count: number): void {
  const bucket = limits().get(name);
  if (bucket && count > 0) bucket.tokens -= count;
}
