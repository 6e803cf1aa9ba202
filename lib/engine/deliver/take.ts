import { announce } from "../../changes/change-feed";
import { kindOf } from "../../destinations";
import type { DestinationKind } from "../../destinations/kind";
import type { Flow } from "../../domain/delivering/flow";
import { db, prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { type Config, type Owner, openConfig, sealedColumns } from "../../postgres/sealed";
import { DecryptError } from "../../postgres/secrets";
import { activeSecrets } from "../../postgres/signing-secrets";
import { readFlow } from "./flow";
import { interrupt } from "./interrupt";
import { pausedUntil } from "./pause";

/** How long a run holds a destination without a sign of life, and a delivery without an answer: the deadline of an attempt (15 s) + 15 s. */
const leaseSeconds = 30;
export const lease = Prisma.raw(`interval '${leaseSeconds} seconds'`);

/** A destination that this run works, opened for sending. */
export interface Taken {
  id: string;
  organizationId: string;
  organization: string;
  /** What the runner claims with: a config that was changed meanwhile claims nothing more. */
  updatedAt: Date;
  kind: DestinationKind;
  /** Decrypted; null when a key is gone. */
  opened: { config: Config; signingSecrets: string[] } | null;
  flow: Flow;
}

/**
 * One row, by primary key: whether the destination was free, or its run cut off, and what is known of its flow. Whoever has it is asked to look once
 * more; a run that has it already, and did not hear so, gets it.
 */
const hold = (id: string, runnerId: string) => Prisma.sql`
  UPDATE destination_states s SET
    wake_requested = NOT free, runner_id = CASE WHEN free THEN ${runnerId}::uuid ELSE runner_id END,
    runner_until = CASE WHEN free THEN now() + ${lease} ELSE runner_until END
  FROM (SELECT destination_id, runner_id IS NULL OR runner_id = ${runnerId}::uuid OR runner_until < now() AS free,
      runner_until < now() AND runner_id IS NOT NULL AS cut_off FROM destination_states WHERE destination_id = ${id}::uuid FOR UPDATE) x
  WHERE s.destination_id = x.destination_id RETURNING free AS taken, cut_off, flow`;

interface DestinationRow {
  organization_id: string;
  organization: string;
  kind: string;
  config: Config;
  signing_secrets: unknown;
  updated_at: Date;
  /** Why nothing is sent to it; null when it is on. */
  off: string | null;
}

/** One row, by primary key. */
const find = (id: string) => Prisma.sql`
  SELECT d.organization_id, o.name AS organization, d.kind, d.config, d.signing_secrets, d.updated_at,
    CASE WHEN d.deleted_at IS NOT NULL THEN 'destination_deleted' WHEN NOT d.enabled THEN 'destination_disabled'
      WHEN d.verified_at IS NULL THEN 'destination_unverified' END AS off
  FROM destinations d JOIN organizations o ON o.id = d.organization_id WHERE d.id = ${id}::uuid`;

/** Attempts of a run that ended without a word. Its leases were all over before its hold was. By `deliveries_due`. */
const leftOpen = (id: string) => Prisma.sql`
  (SELECT id FROM deliveries WHERE destination_id = ${id}::uuid AND status = 'pending' AND due_at <= now())`;

/**
 * Takes a destination for one run. Null when another run is at work: that one is told to look once more before it ends.
 * Deliveries of a destination that is off or gone are skipped. What the run before left open, since it was cut off, is ended.
 */
export async function takeDestination(id: string, runnerId: string): Promise<Taken | null> {
  const [held] = await prepared<{ taken: boolean; cut_off: boolean; flow: unknown }>("take_destination", hold(id, runnerId));
  if (!held?.taken) return null;
  const [row] = await prepared<DestinationRow>("open_destination", find(id));
  const kind = row && kindOf(row.kind);
  if (!row || !kind || row.off) {
    await db().$executeRaw`
      WITH skipped AS (
        UPDATE deliveries SET status = 'skipped', reason = ${row?.off ?? "destination_deleted"}
        WHERE destination_id = ${id}::uuid AND status = 'pending' RETURNING id
      ) ${interrupt(Prisma.sql`skipped`)}`;
    if (row) announce(row.organization_id, "alerts");
    await releaseDestination(id, runnerId);
    return null;
  }
  if (held.cut_off) await db().$executeRaw(interrupt(leftOpen(id)));
  return toTaken(id, row, kind, held.flow);
}

/** One row, by primary key; none while a run's destination is as it was taken. */
const changed = ({ id, updatedAt, flow }: Taken) => Prisma.sql`
  SELECT s.flow FROM destination_states s JOIN destinations d ON d.id = s.destination_id WHERE s.destination_id = ${id}::uuid
    AND (d.updated_at <> ${updatedAt}::timestamptz OR s.flow->>'begunAt' IS DISTINCT FROM ${flow.begunAt}::numeric::text)`;

/** The destination that a run works, as it is now; null while it is as it was, or when nothing is to be sent to it any more. */
export async function takeAnew(taken: Taken): Promise<Taken | null> {
  const [state] = await prepared<{ flow: unknown }>("look_at_destination", changed(taken));
  if (!state) return null;
  const [row] = await prepared<DestinationRow>("open_destination", find(taken.id));
  return row && !row.off ? toTaken(taken.id, row, taken.kind, state.flow) : null;
}

function toTaken(id: string, row: DestinationRow, kind: DestinationKind, storedFlow: unknown): Taken {
  const flow = readFlow(storedFlow);
  return {
    id,
    organizationId: row.organization_id,
    organization: row.organization,
    updatedAt: row.updated_at,
    kind,
    opened: open({ id, organizationId: row.organization_id }, row.config, row.signing_secrets),
    flow: { ...flow, pausedUntil: pausedUntil({ id, flow }) || null },
  };
}

function open(owner: Owner, config: Config, signingSecrets: unknown): Taken["opened"] {
  try {
    return {
      config: openConfig(sealedColumns.destinationConfig, owner, config),
      signingSecrets: activeSecrets(sealedColumns.destinationSigningSecrets, owner, signingSecrets),
    };
  } catch (error) {
    if (error instanceof DecryptError) return null;
    throw error;
  }
}

/** One row, by primary key; none when another run has it. */
const letGo = (id: string, runnerId: string) => Prisma.sql`
  UPDATE destination_states s SET wake_requested = false, runner_id = NULL
  FROM (SELECT destination_id, wake_requested FROM destination_states
    WHERE destination_id = ${id}::uuid AND runner_id = ${runnerId}::uuid FOR UPDATE) x
  WHERE s.destination_id = x.destination_id RETURNING x.wake_requested AS woken`;

/** Lets a destination go. True when a wake came meanwhile: the destination wants another look. */
export async function releaseDestination(id: string, runnerId: string): Promise<boolean> {
  const [row] = await prepared<{ woken: boolean }>("release_destination", letGo(id, runnerId));
  return row?.woken === true;
}
