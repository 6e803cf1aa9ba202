import type { IdPrefix } from "../../domain/id";
import { integrationOf } from "../../integrations";
import { db } from "../../postgres/db";
import type { AuditEntry } from "../../postgres/generated/client";

interface Named {
  id: string;
  name: string;
}
type FindNames = (organizationId: string, id: { in: string[] }) => Promise<Named[]>;

const select = { id: true, name: true } as const;

/** What an action's first word is about: its id's prefix, and where to look its name up. */
const nouns: Readonly<Record<string, { prefix: IdPrefix; find?: FindNames }>> = {
  alert: { prefix: "alert", find: (organizationId, id) => db().alert.findMany({ where: { organizationId, id }, select }) },
  api_key: { prefix: "key", find: (organizationId, id) => db().apiKey.findMany({ where: { organizationId, id }, select }) },
  channel: { prefix: "chan", find: (organizationId, id) => db().channel.findMany({ where: { organizationId, id }, select }) },
  credential: {
    prefix: "cred",
    find: async (organizationId, id) => {
      const rows = await db().integrationCredential.findMany({ where: { organizationId, id }, select: { id: true, integration: true } });
      return rows.map((row) => ({ id: row.id, name: integrationOf(row.integration)?.label ?? row.integration }));
    },
  },
  deliveries: { prefix: "org" },
  delivery: { prefix: "dlv" },
  destination: { prefix: "dest", find: (organizationId, id) => db().destination.findMany({ where: { organizationId, id }, select }) },
  environment: { prefix: "env", find: (organizationId, id) => db().environment.findMany({ where: { organizationId, id }, select }) },
  event: { prefix: "event" },
  events: { prefix: "org" },
  invitation: { prefix: "inv" },
  member: { prefix: "user" },
  organization: { prefix: "org" },
  subscription: { prefix: "sub", find: (organizationId, id) => db().subscription.findMany({ where: { organizationId, id }, select }) },
  team: { prefix: "team", find: (organizationId, id) => db().team.findMany({ where: { organizationId, id }, select }) },
  webhook: {
    prefix: "hook",
    find: async (organizationId, id) => {
      const rows = await db().webhook.findMany({ where: { organizationId, id }, select: { id: true, label: true } });
      return rows.map((row) => ({ id: row.id, name: row.label }));
    },
  },
  user: { prefix: "user", find: (_organizationId, id) => db().user.findMany({ where: { id }, select }) },
};

const nounOf = (action: string): string => action.split(".", 1)[0] ?? "";

export const subjectPrefix = (action: string): IdPrefix => nouns[nounOf(action)]?.prefix ?? "org";

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

/** The name of each entry's subject, by the entry's UUID: what the entry says, else what it is called today. For data functions: the caller has authorized. */
export async function nameSubjects(organizationId: string, rows: readonly AuditEntry[]): Promise<Map<string, string>> {
  const names = new Map<string, string>();
  const wanted = new Map<string, AuditEntry[]>();
  for (const row of rows) {
    const name = ownName(row);
    if (name !== null) names.set(row.id, name);
    else if (nouns[nounOf(row.action)]?.find) wanted.set(nounOf(row.action), [...(wanted.get(nounOf(row.action)) ?? []), row]);
  }
  for (const [noun, entries] of wanted) {
    const found = (await nouns[noun]?.find?.(organizationId, { in: entries.map(({ subjectId }) => subjectId) })) ?? [];
    const byId = new Map(found.map(({ id, name }) => [id, name]));
    for (const { id, subjectId } of entries) {
      const name = byId.get(subjectId);
      if (name !== undefined) names.set(id, name);
    }
  }
  return names;
}
