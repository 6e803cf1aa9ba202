import { lookUp } from "../../postgres/db";

interface Scope {
  organizationId: string;
  /** Null: what belongs to no team. */
  teamId: string | null;
  integration: string;
}

/** What a tool says of one thing, and of what the thing is. */
export interface Told {
  identity: string;
  dedupKey: string | null;
  action: "trigger" | "resolve";
}

export interface Known {
  /** As it is stored: of the team, and of what it said since the thing was last told the other way. */
  identity: string;
  /** It has a moment already. */
  isKnown: boolean;
}

/** How many alerts of a key, the newest ones, are looked at for one that says the opposite. */
const maxNewest = 100;

/**
 * Which of these a moment was made of already, in their order. An end tells what it ended apart from what comes after it, and a trigger the end
 * before it from the next one: the same words are news then. One quick query; throws as `lookUp` does.
 */
export async function findKnownIdentities({ organizationId, teamId, integration }: Scope, told: readonly Told[]): Promise<Known[]> {
  return lookUp<{ identity: string; isKnown: boolean }>(
    "find_known_identities",
    `SELECT stored.identity, known.id IS NOT NULL AS "isKnown"
     FROM unnest($4::text[], $5::text[], $6::text[]) WITH ORDINALITY AS told (identity, dedup_key, action, place)
     LEFT JOIN LATERAL (
       SELECT id FROM (
         SELECT a.id, a.action FROM alerts a WHERE a.organization_id = $1 AND a.dedup_key = told.dedup_key ORDER BY a.id DESC LIMIT ${maxNewest}) newest
       WHERE newest.action <> told.action ORDER BY id DESC LIMIT 1) since ON true
     CROSS JOIN LATERAL (
       SELECT encode(sha256(convert_to(concat_ws(' ', $3::uuid::text, told.identity, since.id::text), 'UTF8')), 'hex') AS identity) stored
     LEFT JOIN LATERAL (
       SELECT m.id FROM moments m WHERE m.organization_id = $1 AND m.integration = $2 AND m.identity = stored.identity LIMIT 1) known ON true
     ORDER BY told.place`,
    [organizationId, integration, teamId, ...(["identity", "dedupKey", "action"] as const).map((column) => told.map((one) => one[column]))],
  );
}
