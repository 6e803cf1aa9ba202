import { audit } from "../../changes/audit";
import { kindOf } from "../../destinations";
import type { TestShape } from "../../domain/delivering/destination";
import { describeOutcome } from "../../domain/delivering/outcome";
import { type Actor, authorize } from "../../domain/people/actor";
import { Problem } from "../../domain/problem";
import { startAfresh } from "../../engine/deliver/afresh";
import { needsVerification, readConfig } from "../../engine/deliver/config";
import { sendTest } from "../../engine/deliver/send-test";
import { db, transaction } from "../../postgres/db";
import { type Config, hideGuarded, openConfig, sealedColumns } from "../../postgres/sealed";
import { activeSecrets, newSigningSecret } from "../../postgres/signing-secrets";
import { takeTokens } from "../../request/limiter";
import { takeShare } from "../../request/shares";
import { findDestination } from "./destinations";

const unverified = () => new Problem(409, "destination_unverified", "Nothing is sent to this address before its owner has confirmed it.");

/** What a test of an unsaved destination sends with: its kind and its checked config. */
export function openUnsaved(actor: Actor, input: { kind: string; config: Config }) {
  authorize(actor, "admin");
  const { kind, config } = readConfig(input.kind, input.config, null);
  if (needsVerification(kind)) throw unverified();
  return { kind, config, signingSecrets: kind.signed ? [newSigningSecret()] : [] };
}

/**
 * What a test of a saved destination sends with, decrypted. With `changes` it is what the config would be then: masked
 * values stand for the saved secrets, so where they would go is audited.
 * Throws 404, 409 for an address that is not confirmed, 422, and DecryptError.
 */
export async function openSaved(actor: Actor, id: string, changes?: Config) {
  authorize(actor, "admin");
  const row = await findDestination(actor, id);
  const kind = kindOf(row.kind);
  if (!kind) throw new Problem(409, "unknown_kind", `This installation has no kind of destination called "${row.kind}".`);
  const saved = openConfig(sealedColumns.destinationConfig, row, row.config as Config);
  const config = changes ? readConfig(row.kind, changes, saved).config : saved;
  const isOtherAddress = kind.verifiedField !== undefined && saved[kind.verifiedField] !== config[kind.verifiedField];
  if (row.verifiedAt === null || (isOtherAddress && needsVerification(kind))) throw unverified();
  if (changes) await audit(actor, "destination.tested", row.id, { after: { target: kind.describe(hideGuarded(kind.fields, config)) } });
  return {
    kind,
    config,
    signingSecrets: activeSecrets(sealedColumns.destinationSigningSecrets, row, row.signingSecrets),
  };
}

const organizationOf = async ({ organizationId }: Actor): Promise<string> =>
  (await db().organization.findUniqueOrThrow({ where: { id: organizationId }, select: { name: true } })).name;

/** Tests that this process has under way: each may wait for a receiver for 15 s. */
const tests = { all: 20, own: 3 };
const testsPerMinute = 30;

/** Whoever is given a test may send to anybody: not many, and not for all others. Throws 429. */
async function send(actor: Actor, opened: Parameters<typeof sendTest>[1]): Promise<TestShape> {
  const { organizationId } = actor;
  const finish = takeShare("test sends", organizationId, tests);
  if (!finish) throw new Problem(429, "too_many_tests", "Several tests are being sent already.", { retryAfterSeconds: 5 });
  try {
    const wait = takeTokens(`test sends ${organizationId}`, 1, testsPerMinute / 60, 60);
    if (wait !== null)
      throw new Problem(429, "too_many_tests", `An organization sends at most ${testsPerMinute} tests a minute.`, {
        retryAfterSeconds: wait,
      });
    return await sendTest(await organizationOf(actor), opened);
  } finally {
    finish();
  }
}

/** Sends a sample message to a saved destination; with `changes`, as it would be then. When it works as it is, what waits goes at once. Throws 404, 409, 422, and 429 while too many are sent. */
export async function testDestination(actor: Actor, id: string, changes?: Config): Promise<TestShape> {
  const opened = await openSaved(actor, id, changes);
  const result = await send(actor, opened);
  const works = describeOutcome(result.outcome, opened.kind.outcomes).class === "success";
  const row = works && !changes ? await findDestination(actor, id) : null;
  if (row?.enabled) await transaction(() => startAfresh(row.id, { hasOtherReceiver: false }));
  return result;
}

/** Sends a sample message to a destination that is not saved. Throws 409, 422, and 429 while too many are sent. */
export async function testUnsaved(actor: Actor, input: { kind: string; config: Config }): Promise<TestShape> {
  return send(actor, openUnsaved(actor, input));
}
