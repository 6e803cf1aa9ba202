import { announce } from "../../changes/change-feed";
import { kindOf } from "../../destinations";
import type { DestinationKind } from "../../destinations/kind";
import type { Flow } from "../../domain/delivering/flow";
import { oncePerProcess } from "../../once-per-process";
import { batched } from "../../postgres/batch";
import { columns } from "../../postgres/columns";
import { db, prepared } from "../../postgres/db";
import { Prisma } from "../../postgres/generated/client";
import { type Config, type Owner, openConfig, sealedColumns } from "../../postgres/sealed";
import { DecryptError } from "../../postgres/secrets";
import { openSigningSecrets, type SigningSecret } from "../../postgres/signing-secrets";
import { readFlow } from "./flow";
import { deliveringTogether, ownerOf } from "./in-turn";
import { interrupt } from "./interrupt";
import { pausedUntil } from "./pause";
import { isHeld } from "./resolve";

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

/** A destination and the run that works it. */
interface Held {
  id: string;
  runnerId: string;
}

/** One that a run would work. */
interface Wanted extends Held {
  known: Version | undefined;
}

interface HeldRow {
  runner_id: string;
  taken: boolean;
  cut_off: boolean;
  flow: unknown;
}

interface DestinationRow {
  organization_id: string;
  organization: string;
  kind: string;
  /** Null where this version of it is known. */
  config: Config | null;
  signing_secrets: unknown;
  updated_at: Date;
  /** Why nothing is sent to it; null when it is on. */
  off: string | null;
}

/** Of a destination `d` and its organization `o`, what it is sent with; without its config where its version `known` is known. */
const asItIs = Prisma.sql`
  d.organization_id, o.name AS organization, d.kind, d.updated_at,
    CASE WHEN d.updated_at IS DISTINCT FROM known THEN d.config END AS config,
    CASE WHEN d.updated_at IS DISTINCT FROM known THEN d.signing_secrets END AS signing_secrets,
    CASE WHEN d.deleted_at IS NOT NULL THEN 'destination_deleted' WHEN NOT d.enabled THEN 'destination_disabled'
      WHEN d.verified_at IS NULL THEN 'destination_unverified' END AS off`;

/**
 * One row for each, by primary key: whether the destination was free, or its run cut off, and what is known of it. Whoever has it is asked to look
 * once more; a run that has it already, and did not hear so, gets it.
 */
function hold(wanted: readonly Wanted[]): Prisma.Sql {
  const column = columns(wanted);
  return Prisma.sql`
  WITH wanted AS (
    SELECT *, count(*) OVER (PARTITION BY id) > 1 AS by_several
    FROM unnest(${column("id")}::uuid[], ${column("runnerId")}::uuid[], ${wanted.map(({ known }) => known?.updatedAt ?? null)}::timestamptz[])
      AS w (id, runner_id, known)
  ), found AS (
    SELECT w.*, s.runner_id IS NULL OR s.runner_id = w.runner_id OR s.runner_until < now() AS free,
      s.runner_until < now() AND s.runner_id IS NOT NULL AS cut_off
    FROM wanted w JOIN destination_states s ON s.destination_id = w.id ORDER BY w.id FOR UPDATE OF s
  ), held AS (
    UPDATE destination_states s SET
      wake_requested = NOT free OR by_several, runner_id = CASE WHEN free THEN f.runner_id ELSE s.runner_id END,
      runner_until = CASE WHEN free THEN now() + ${lease} ELSE s.runner_until END
    FROM found f WHERE s.destination_id = f.id RETURNING f.id, f.runner_id, f.known, free, cut_off, s.flow
  )
  SELECT h.runner_id, free AS taken, cut_off, h.flow, ${asItIs}
  FROM held h JOIN destinations d ON d.id = h.id JOIN organizations o ON o.id = d.organization_id`;
}

const take = batched<Wanted, (HeldRow & DestinationRow) | undefined>({
  ...deliveringTogether,
  name: "take",
  rowsOf: () => 1,
  ownerOf: ({ id }) => ownerOf(id),
  write: async (wanted) => {
    const rows = await prepared<HeldRow & DestinationRow>("take_destinations", hold(wanted));
    const byRunner = new Map(rows.map((row) => [row.runner_id, row]));
    return wanted.map(({ runnerId }) => byRunner.get(runnerId));
  },
});

/** Attempts of a run that ended without a word. Its leases were all over before its hold was. By `deliveries_due`. */
const leftOpen = (id: string) => Prisma.sql`
  (SELECT id FROM deliveries WHERE destination_id = ${id}::uuid AND status = 'pending' AND due_at <= now())`;

/**
 * Takes a destination for one run; those that are taken at the same moment share one statement. Null when another run is at work: that one is
 * told to look once more before it ends. Deliveries of a destination that is off or gone are skipped. What the run before left open, since it
 * was cut off, is ended.
 */
export async function takeDestination(id: string, runnerId: string): Promise<Taken | null> {
  const known = versions().get(id);
  const row = await take({ id, runnerId, known });
  if (!row?.taken) return null;
  const kind = kindOf(row.kind);
  if (!kind || row.off) {
    await db().$executeRaw`
      WITH skipped AS (
        UPDATE deliveries SET status = 'skipped', reason = ${row.off ?? "destination_deleted"}
        WHERE destination_id = ${id}::uuid AND status = 'pending' RETURNING id
      ) ${interrupt(Prisma.sql`skipped`)}`;
    announce(row.organization_id, "alerts");
    await releaseDestination(id, runnerId);
    return null;
  }
  if (row.cut_off) await db().$executeRaw(interrupt(leftOpen(id)));
  return toTaken(id, row, known, kind);
}

/** A destination that a run works, and the version of it that is known. */
interface Looked {
  taken: Taken;
  known: Version | undefined;
}

/** One row for each that is not as it was taken, by primary key. */
const changed = (looked: readonly Looked[]): Prisma.Sql => Prisma.sql`
  SELECT s.destination_id, s.flow, ${asItIs}
  FROM unnest(${looked.map(({ taken }) => taken.id)}::uuid[], ${looked.map(({ taken }) => taken.updatedAt)}::timestamptz[],
    ${looked.map(({ taken }) => taken.flow.begunAt)}::numeric[], ${looked.map(({ known }) => known?.updatedAt ?? null)}::timestamptz[])
    AS t (id, updated_at, begun_at, known)
  JOIN destination_states s ON s.destination_id = t.id JOIN destinations d ON d.id = t.id JOIN organizations o ON o.id = d.organization_id
  WHERE d.updated_at <> t.updated_at OR s.flow->>'begunAt' IS DISTINCT FROM t.begun_at::text`;

const look = batched<Looked, (DestinationRow & { flow: unknown }) | undefined>({
  ...deliveringTogether,
  name: "look",
  rowsOf: () => 1,
  ownerOf: ({ taken }) => taken.organizationId,
  write: async (looked) => {
    const rows = await prepared<DestinationRow & { destination_id: string; flow: unknown }>("look_at_destinations", changed(looked));
    const byId = new Map(rows.map((row) => [row.destination_id, row]));
    return looked.map(({ taken }) => byId.get(taken.id));
  },
});

/** The destination that a run works, as it is now; null while it is as it was, or when nothing is to be sent to it any more. */
export async function takeAnew(taken: Taken): Promise<Taken | null> {
  const known = versions().get(taken.id);
  const row = await look({ taken, known });
  return row && !row.off ? toTaken(taken.id, row, known, taken.kind) : null;
}

/** What a version of a destination is sent with, decrypted. */
interface Version {
  updatedAt: Date;
  config: Config;
  signingSecrets: SigningSecret[];
}

/** The versions of those that were taken last: what is sealed is opened once. */
const versions = oncePerProcess<Map<string, Version>>("versions", () => new Map());
const maxVersions = 5_000;

/** Throws DecryptError. */
function openVersion(owner: Owner, row: DestinationRow, known: Version | undefined): Version {
  if (row.config === null) return known as Version;
  return {
    updatedAt: row.updated_at,
    config: openConfig(sealedColumns.destinationConfig, owner, row.config),
    signingSecrets: openSigningSecrets(sealedColumns.destinationSigningSecrets, owner, row.signing_secrets),
  };
}

function open(owner: Owner, row: DestinationRow, known: Version | undefined): Taken["opened"] {
  versions().delete(owner.id);
  try {
    const version = openVersion(owner, row, known);
    versions().set(owner.id, version);
    if (versions().size > maxVersions) versions().delete(versions().keys().next().value as string);
    return { config: version.config, signingSecrets: secretsAt(version.signingSecrets, Date.now()) };
  } catch (error) {
    if (error instanceof DecryptError) return null;
    throw error;
  }
}

const secretsAt = (secrets: readonly SigningSecret[], now: number): string[] =>
  secrets.filter(({ expires_at }) => expires_at === null || Date.parse(expires_at) > now).map(({ secret }) => secret);

function toTaken(id: string, row: DestinationRow & { flow: unknown }, known: Version | undefined, kind: DestinationKind): Taken {
  const flow = readFlow(row.flow);
  return {
    id,
    organizationId: row.organization_id,
    organization: row.organization,
    updatedAt: row.updated_at,
    kind,
    opened: open({ id, organizationId: row.organization_id }, row, known),
    flow: { ...flow, pausedUntil: pausedUntil({ id, flow }) || null },
  };
}

/** What a run hears as it lets a destination go. */
export interface Released {
  /** A wake came meanwhile: the destination wants another look. */
  isWoken: boolean;
  /** When its next delivery is due (a lease's end counts); null when nothing waits but for what it resolves. */
  dueAt: Date | null;
}

/** One row for each: whether it was woken, false when another run has it, and what waits. By primary key and `deliveries_due`. */
function letGo(worked: readonly Held[]): Prisma.Sql {
  const column = columns(worked);
  return Prisma.sql`
  WITH worked AS (
    SELECT * FROM unnest(${column("id")}::uuid[], ${column("runnerId")}::uuid[]) AS w (id, runner_id)
  ), found AS (
    SELECT w.*, s.wake_requested FROM worked w JOIN destination_states s ON s.destination_id = w.id AND s.runner_id = w.runner_id
    ORDER BY w.id FOR UPDATE OF s
  ), free AS (
    UPDATE destination_states s SET wake_requested = false, runner_id = NULL FROM found f WHERE s.destination_id = f.id
    RETURNING f.runner_id, f.wake_requested
  )
  SELECT w.runner_id, coalesce(f.wake_requested, false) AS woken, n.due_at FROM worked w LEFT JOIN free f ON f.runner_id = w.runner_id
  CROSS JOIN LATERAL (
    SELECT min(due_at) AS due_at FROM deliveries WHERE destination_id = w.id AND status = 'pending' AND NOT ${isHeld}) n`;
}

const release = batched<Held, Released>({
  ...deliveringTogether,
  gatherMs: 3,
  name: "release",
  rowsOf: () => 1,
  ownerOf: ({ id }) => ownerOf(id),
  write: async (worked) => {
    const rows = await prepared<{ runner_id: string; woken: boolean; due_at: Date | null }>("release_destinations", letGo(worked));
    const byRunner = new Map(rows.map((row) => [row.runner_id, row]));
    return worked.map(({ runnerId }) => {
      const row = byRunner.get(runnerId);
      return { isWoken: row?.woken === true, dueAt: row?.due_at ?? null };
    });
  },
});

/** Lets a destination go; those that are let go at the same moment share one statement. */
export const releaseDestination = (id: string, runnerId: string): Promise<Released> => release({ id, runnerId });
