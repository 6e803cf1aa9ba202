import type { Actor } from "../../domain/people/actor";
import { integrationOf } from "../../integrations";
import { db } from "../../postgres/db";
import type { AuditEntry } from "../../postgres/generated/client";
import { nounOf } from "./row";

interface Named {
  id: string;
  name: string;
}
type FindNames = (organizationId: string, id: { in: string[] }) => Promise<Named[]>;

const select = { id: true, name: true } as const;

/** Where to look up what an action is about. */
const finds: Readonly<Record<string, FindNames>> = {
  alert: (organizationId, id) => db().alert.findMany({ where: { organizationId, id }, select }),
  api_key: (organizationId, id) => db().apiKey.findMany({ where: { organizationId, id }, select }),
  channel: (organizationId, id) => db().channel.findMany({ where: { organizationId, id }, select }),
  credential: async (organizationId, id) => {
    const rows = await db().integrationCredential.findMany({ where: { organizationId, id }, select: { id: true, integration: true } });
    return rows.map((row) => ({ id: row.id, name: integrationOf(row.integration)?.label ?? row.integration }));
  },
  destination: (organizationId, id) => db().destination.findMany({ where: { organizationId, id }, select }),
  environment: (organizationId, id) => db().environment.findMany({ where: { organizationId, id }, select }),
  subscription: (organizationId, id) => db().subscription.findMany({ where: { organizationId, id }, select }),
  team: (organizationId, id) => db().team.findMany({ where: { organizationId, id }, select }),
  webhook: async (organizationId, id) => {
    const rows = await db().webhook.findMany({ where: { organizationId, id }, select: { id: true, label: true } });
    return rows.map((row) => ({ id: row.id, name: row.label }));
  },
  user: (_organizationId, id) => db().user.findMany({ where: { id }, select }),
};

/** The name that an entry itself keeps of its subject. */
function ownName({ action, before, after }: AuditEntry): string | null {
  // A filter's name is an alert's.
  if (["deliveries", "events"].includes(nounOf(action))) return null;
  for (const kept of [after, before] as ({ name?: unknown; label?: unknown; email?: unknown; integration?: unknown } | null)[]) {
    for (const name of [kept?.name, kept?.label, kept?.email]) if (typeof name === "string") return name;
    if (nounOf(action) === "credential" && typeof kept?.integration === "string")
      return integrationOf(kept.integration)?.label ?? kept.integration;
  }
  return null;
}

/** The name of each entry's subject, by the entry's UUID: what the entry says, else what it is called today. The caller has authorized. */
export async function nameSubjects(actor: Actor, rows: readonly AuditEntry[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const wanted = new Map<string, AuditEntry[]>();
  for (const row of rows) {
    const name = ownName(row);
    if (name !== null) names.set(row.id, name);
    else if (finds[nounOf(row.action)]) wanted.set(nounOf(row.action), [...(wanted.get(nounOf(row.action)) ?? []), row]);
  }
  for (const [noun, entries] of wanted) {
    const found = (await finds[noun]?.(actor.organizationId, { in: entries.map(({ subjectId }) => subjectId) })) ?? [];
    const byId = new Map(found.map(({ id, name }) => [id, name]));
    for (const { id, subjectId } of entries) {
      const name = byId.get(subjectId);
      if (name !== undefined) names.set(id, name);
    }
  }
  return names;
}
