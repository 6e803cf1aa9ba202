import { lookUp } from "../../postgres/db";

interface Scope {
  organizationId: string;
  /** Null: what belongs to no team. */
  teamId: string | null;
  integration: string;
}

/** Which of these identities have a moment already. One quick query; throws as `lookUp` does. */
export async function findKnownIdentities(scope: Scope, identities: readonly string[]): Promise<ReadonlySet<string>> {
  const rows = await lookUp<{ identity: string }>(
    "find_known_identities",
    `SELECT identity FROM moments WHERE organization_id = $1 AND integration = $2 AND identity = ANY($3::text[]) AND identity IS NOT NULL
       AND team_id IS NOT DISTINCT FROM $4::uuid`,
    [scope.organizationId, scope.integration, identities, scope.teamId],
  );
  return new Set(rows.map(({ identity }) => identity));
}
