import { randomUUID } from "node:crypto";
import { call } from "../e2e/app";
import { patiently } from "../e2e/patiently";
import { until } from "../e2e/until";
import { newId, showId } from "../lib/domain/id";
import type { Hub } from "./hub";
import { nameOf, type Operation } from "./operations";

/** What an id in a path, a query or a body can be of; `slug` and `words` are names that somebody outside could guess. */
const prefixes = [
  "org",
  "user",
  "env",
  "key",
  "chan",
  "dest",
  "sub",
  "alert",
  "dlv",
  "team",
  "inv",
  "hook",
  "event",
  "moment",
  "cred",
] as const;
export type Noun = (typeof prefixes)[number] | "slug" | "words";
export type Ids = Record<Noun, string>;

/** Ids of the right form that nothing has. */
export const guessedIds = (): Ids => ({
  ...(Object.fromEntries(prefixes.map((prefix) => [prefix, showId(prefix, newId())])) as Ids),
  slug: `nobodys-${randomUUID().slice(0, 8)}`,
  words: `nobodys-${randomUUID().slice(0, 8)}`,
});

/** Texts that are no id of this kind, made of one that is somebody else's. */
export function malformedIds(noun: Noun, foreign: string, uuid: string): string[] {
  if (noun === "slug" || noun === "words") return [foreign.toUpperCase(), `${foreign} `, `${foreign}%`];
  const [prefix, suffix = ""] = foreign.split("_");
  return [
    uuid,
    `${prefix === "chan" ? "dest" : "chan"}_${suffix}`,
    foreign.toUpperCase(),
    `${foreign}0`,
    foreign.slice(0, -1),
    `${prefix}_${"0".repeat(26)}`,
    `${prefix}_8${suffix.slice(1)}`,
    suffix,
    `${foreign}\u0000`,
    `${foreign}' OR 1=1 --`,
    "x".repeat(200),
  ];
}

/** An organization with one of everything. */
export interface Owner {
  ids: Ids;
  /** The same as the database has them. */
  uuids: string[];
  /** Is in what people of it named, and nowhere else. */
  mark: string;
  key: string;
  admin: string;
  member: string;
  teamMember: string;
}

type Body = Record<string, unknown>;

/** Makes one of everything by a key of scope `admin`. */
export async function furnish(hub: Hub, key: string): Promise<Owner> {
  const mark = `of-${randomUUID().slice(0, 13)}`;
  const api = async <Answer = Record<string, string>>(method: string, path: string, body?: unknown): Promise<Answer> => {
    const headers = { "idempotency-key": randomUUID() };
    const answer = await patiently(() => call<Answer>(hub.app, key, method, path, body, headers));
    if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body;
  };
  const make = async (noun: string, body: Body): Promise<Record<string, string> & { id: string }> => api("POST", `/api/v1/${noun}`, body);

  const { organization } = await api<{ organization: { id: string } }>("GET", "/api/v1/me");
  const members = await api<{ data: { id: string }[] }>("GET", "/api/v1/members");
  const [admin, member, teamMember] = [members.data[0]?.id ?? "", await join("member"), await join("team-member")];
  const env = await make("environments", { slug: mark, name: mark });
  const chan = await make("channels", { name: mark, pattern: `${mark}.*` });
  const dest = await make("destinations", { name: mark, kind: "webhook", config: { url: hub.sink.url(`/hook/${mark}`) } });
  const sub = await make("subscriptions", { name: mark, channel_ids: [chan.id], destination_ids: [dest.id] });
  const team = await make("teams", { name: mark });
  await api("PUT", `/api/v1/teams/${team.id}/members/${teamMember}`);
  const apiKey = await make("api-keys", { name: mark, scopes: ["read"], team_id: team.id });
  const inv = await make("invitations", { email: `${mark}@example.com` });
  const hook = await make("webhooks", { team_id: team.id, label: mark, integration: "custom" });
  const cred = await make("integrations/datadog/credentials", { team_id: team.id, config: { api_key: mark, site: "datadoghq.eu" } });
  // By itself it would be checked meanwhile.
  await api("POST", `/api/v1/credentials/${cred.id}/check`);
  const door = new URL(hook.url ?? "").pathname;
  await api("POST", door, { name: mark, type: "Incident", source: mark });
  const refused = await patiently(() => call(hub.app, null, "POST", door, { name: mark }));
  const event = /event_\w+/.exec(JSON.stringify(refused.body))?.[0] ?? "";
  const moments = await api<{ data: { id: string }[] }>("GET", "/api/v1/moments");
  const { id: alertId } = await make("alerts", { name: `${mark}:a`, dedup_key: mark, environment: mark, payload: { text: mark } });
  interface Alert {
    deliveries: { id: string; status: string }[];
  }
  const alert = await until(
    () => api<Alert>("GET", `/api/v1/alerts/${alertId}`),
    ({ deliveries }) => deliveries.some(({ status }) => status === "sent"),
  );
  const ids: Ids = {
    ...{ org: organization.id, user: teamMember, env: env.id, key: apiKey.id, chan: chan.id, dest: dest.id, sub: sub.id, team: team.id },
    ...{ inv: inv.id, hook: hook.id, cred: cred.id, event, moment: moments.data[0]?.id ?? "", alert: alertId },
    ...{ dlv: alert.deliveries[0]?.id ?? "", slug: mark, words: mark },
  };
  const shown = [admin, member, ...Object.values(ids)].filter((id) => id !== mark);
  return { ids, uuids: shown.map(uuidOf), mark, key, admin, member, teamMember };

  /** Somebody new in the organization, who signs in in no way. */
  async function join(name: string): Promise<string> {
    const id = newId();
    await hub.sql("INSERT INTO users (id, email, name) VALUES ($1, $2, $3)", [id, `${name}-${mark}@example.com`, `${name} ${mark}`]);
    await hub.sql("INSERT INTO memberships (organization_id, user_id, role) VALUES ($1, $2, 'member')", [uuidOf(organization.id), id]);
    return showId("user", id);
  }
}

const alphabet = "0123456789abcdefghjkmnpqrstvwxyz";

/** The UUID behind an id as the API shows it (TypeID: 26 letters of base 32). */
export function uuidOf(id: string): string {
  const bits = [...(id.split("_")[1] ?? "")].reduce((sum, letter) => sum * 32n + BigInt(alphabet.indexOf(letter)), 0n);
  return bits
    .toString(16)
    .padStart(32, "0")
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, "$1-$2-$3-$4-");
}

/** What comes before a placeholder in a path says what it is an id of. */
const nounOf: Record<string, Noun> = {
  ...{ alerts: "alert", "api-keys": "key", channels: "chan", credentials: "cred", deliveries: "dlv", destinations: "dest" },
  ...{ environments: "env", events: "event", history: "alert", invitations: "inv", members: "user", moments: "moment" },
  ...{ subscriptions: "sub", teams: "team", webhooks: "hook" },
};

/** A path with its placeholders, `{id}` or `[id]`, filled in. */
export function fill(path: string, ids: Ids): string {
  return path.replace(/([\w-]+)\/[[{]\w+[\]}]/g, (_, before: string) => {
    if (before === "integrations") return `${before}/datadog`;
    const noun = nounOf[before];
    if (!noun) throw new Error(`${path}: what is this an id of?`);
    return `${before}/${encodeURIComponent(ids[noun])}`;
  });
}

/** What a parameter of a query names; null: nothing that is somebody's. */
const queries: Record<string, Noun | null> = {
  ...{ channel_id: "chan", destination_id: "dest", webhook_id: "hook", team_id: "team", subject_id: "chan", actor: "user", after: "alert" },
  ...{ environment: "slug", name: "words", q: "words", source: "words", dedup_key: "words", cursor: null, limit: null },
  ...{ status: null, from: null, to: null, format: null, type: null, integration: null, cause: null, retry_pending: null, action: null },
};

const webhookConfig = { url: "http://127.0.0.1:9/hook" };
const credential = (ids: Ids) => ({ team_id: ids.team, config: { api_key: "a-key-to-a-tool", site: "datadoghq.eu" } });
const routing = (ids: Ids) => ({ channel_ids: [ids.chan], destination_ids: [ids.dest], environment: ids.slug });
let made = 0;
/** Taken by nobody. */
const fresh = () => `fresh-${made++}`;

/** A body that an operation takes, with the ids that it may name. */
const bodies: Record<string, (ids: Ids) => unknown> = {
  "POST /api/v1/alerts": (ids) => ({ name: "tenancy:alert", environment: ids.slug }),
  "POST /api/v1/api-keys": (ids) => ({ name: "New", scopes: ["read"], environment: ids.slug, team_id: ids.team }),
  "PATCH /api/v1/api-keys/{id}": (ids) => ({ name: "New", environment: ids.slug, team_id: ids.team }),
  "POST /api/v1/channels": (ids) => ({ name: "New", pattern: "new", environment: ids.slug }),
  "PATCH /api/v1/channels/{id}": (ids) => ({ name: "New", environment: ids.slug }),
  "POST /api/v1/channels/preview": (ids) => ({ pattern: ".*", environment: ids.slug }),
  "PATCH /api/v1/credentials/{id}": () => ({ config: { site: "datadoghq.com" } }),
  "POST /api/v1/deliveries/retry": (ids) => ({ channel_id: ids.chan, environment: ids.slug, name: ids.words }),
  "POST /api/v1/destinations": () => ({ name: "New", kind: "webhook", config: webhookConfig }),
  "PATCH /api/v1/destinations/{id}": () => ({ name: "New" }),
  "POST /api/v1/destinations/{id}/signing-secret/rotate": () => ({ old_valid_hours: 1 }),
  "POST /api/v1/destinations/{id}/test": () => ({}),
  "POST /api/v1/destinations/test": () => ({ kind: "webhook", config: webhookConfig }),
  "POST /api/v1/environments": () => ({ slug: fresh() }),
  "PATCH /api/v1/environments/{id}": () => ({ name: "New" }),
  "POST /api/v1/events/{id}/retry": () => ({ body: { name: "Deployed", type: "Incident", source: "Deploybot" } }),
  "POST /api/v1/events/retry": (ids) => ({ ids: [ids.event], team_id: ids.team, webhook_id: ids.hook }),
  "POST /api/v1/explain": (ids) => ({ name: "tenancy:alert", environment: ids.slug }),
  "POST /api/v1/integrations/{integration}/check": credential,
  "POST /api/v1/integrations/{integration}/credentials": credential,
  "POST /api/v1/invitations": () => ({ email: `${fresh()}@example.com` }),
  "PATCH /api/v1/me": () => ({ name: "New" }),
  "POST /api/v1/me/organization": (ids) => ({ organization_id: ids.org }),
  "POST /api/v1/me/password": () => ({ current_password: "correct horse battery", new_password: "correct horse battery" }),
  "PATCH /api/v1/members/{id}": () => ({ role: "admin" }),
  "POST /api/v1/subscriptions": (ids) => ({ name: "New", ...routing(ids) }),
  "PATCH /api/v1/subscriptions/{id}": routing,
  "POST /api/v1/subscriptions/backtest": (ids) => ({ ...routing(ids), days: 1 }),
  "POST /api/v1/teams": () => ({ name: fresh() }),
  "PATCH /api/v1/teams/{id}": () => ({ name: fresh() }),
  "POST /api/v1/webhooks": (ids) => ({ team_id: ids.team, label: "New", integration: "custom" }),
  "PATCH /api/v1/webhooks/{id}": (ids) => ({ team_id: ids.team, label: "New" }),
  "POST /api/v1/webhooks/{id}/rotate": () => ({ old_expires_at: new Date(Date.now() + 3_600_000).toISOString() }),
};

export interface Request {
  method: string;
  path: string;
  body?: unknown;
}

/** The operation about these ids. Throws when it names something that nobody has said how to name. */
export function requestOf(operation: Operation, ids: Ids): Request {
  const unknown = operation.query.find((name) => !(name in queries));
  if (unknown) throw new Error(`${nameOf(operation)}: what does ${unknown} name?`);
  const body = bodies[nameOf(operation)];
  if (operation.hasBody && !body) throw new Error(`${nameOf(operation)} needs a body`);
  const path = fill(operation.path, ids);
  return { method: operation.method, path, ...(body ? { body: body(ids) } : {}) };
}

/** The list or count, with one of its parameters set. */
export const queriesOf = (operation: Operation): { name: string; noun: Noun }[] =>
  operation.query.flatMap((name) => {
    const noun = queries[name];
    return noun ? [{ name, noun }] : [];
  });

/** What a request names: the placeholders of its path, and what its body is made of. */
export function nounsOf(make: (ids: Ids) => unknown): Noun[] {
  const named = new Set<Noun>();
  make(
    new Proxy({} as Ids, {
      get: (_, noun: Noun) => {
        named.add(noun);
        return "x";
      },
    }),
  );
  return [...named];
}
