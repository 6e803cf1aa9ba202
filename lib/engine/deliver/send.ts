import type { SendResult } from "../../destinations/kind";
import { destinationIo } from "../../outbound/destination-io";
import { held } from "../../outbound/outbound";
import { seal, sealedColumns, unseal } from "../../postgres/sealed";
import { DecryptError } from "../../postgres/secrets";
import { messageOf } from "./message";
import { isPaused, pauseByHead } from "./pause";
import { findSentWith } from "./resolve";
import type { Claimed } from "./settle-and-claim";
import type { Taken } from "./take";

export interface Sent {
  result: SendResult;
  durationMs: number;
  /** Encrypted config fields that a later resolve needs. */
  sentWith: string | null;
}

/**
 * Sends one claimed delivery; null when its receiver asked for silence before its request was written, so that nothing of it has gone. Never throws:
 * a fault of ours is an outcome too.
 */
export async function sendClaimed(taken: Taken, claimed: Claimed): Promise<Sent | null> {
  const started = performance.now();
  const { kind, opened } = taken;
  const ours = (outcome: string, cause?: unknown): Sent => ({
    result: { outcome, statusCode: null, error: null, responseExcerpt: null, retryAt: null, pause: false, cause },
    durationMs: performance.now() - started,
    sentWith: null,
  });
  if (isPaused(taken)) return null;
  if (!opened) return ours("decrypt_failed");
  try {
    const config = await configFor(taken, opened.config, claimed);
    const io = destinationIo(kind, opened.signingSecrets, {
      isHeld: () => isPaused(taken),
      onHead: (status, headers) => pauseByHead(taken, status, headers),
    });
    const result = await kind.send(messageOf(taken, claimed), config, io, claimed.rendered);
    if (result.outcome === held) return null;
    const closesLater = kind.resolveFields && claimed.alert.action === "trigger" && claimed.alert.dedupKey !== null;
    return { result, durationMs: performance.now() - started, sentWith: closesLater ? sealSentWith(taken, opened.config) : null };
  } catch (error) {
    return ours(error instanceof DecryptError ? "decrypt_failed" : "internal", error);
  }
}

/** The config fields that a resolve must use again, encrypted for the delivery's row. */
function sealSentWith(taken: Taken, config: Record<string, unknown>): string {
  const fields = Object.fromEntries((taken.kind.resolveFields ?? []).map((field) => [field, config[field]]));
  return seal(sealedColumns.deliverySentWith, taken, JSON.stringify(fields));
}

/** Throws DecryptError. */
const openSentWith = (taken: Taken, sealed: string): Record<string, unknown> =>
  JSON.parse(unseal(sealedColumns.deliverySentWith, taken, sealed));

/** The destination's config; a resolve goes through what its trigger went through, although the config may have changed since. */
async function configFor(taken: Taken, config: Record<string, unknown>, { alert }: Claimed): Promise<Record<string, unknown>> {
  const { kind, id, organizationId } = taken;
  if (!kind.resolveFields || alert.action !== "resolve" || alert.dedupKey === null) return config;
  const before = await findSentWith(id, organizationId, { id: alert.id, dedupKey: alert.dedupKey });
  return before ? { ...config, ...openSentWith(taken, before) } : config;
}
