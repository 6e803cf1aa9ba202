import { randomBytes } from "node:crypto";
import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { createCredential } from "../data/integrations/credentials";
import { newOrganization, type TestOrganization } from "../data/organization.fixture";
import { hookId, newTeam, newWebhook } from "../data/webhooks/webhook.fixture";
import { newId, showId } from "../domain/id";
import { countBlocked } from "../postgres/blocked.fixture";
import { db, pool } from "../postgres/db";
import { type Answer, call } from "./call.fixture";

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const datadogKey = { api_key: "k".repeat(32), site: "datadoghq.com" };

/** What two writes are about, made as it is asked for. */
function newWorld(of: TestOrganization) {
  const made = new Map<string, Promise<unknown>>();
  const once = <Made>(name: string, make: () => Promise<Made>): Promise<Made> => {
    const found = made.get(name) ?? make();
    made.set(name, found);
    return found as Promise<Made>;
  };
  const owner = () => ({ id: newId(), organizationId: of.id });
  const random = () => new Uint8Array(randomBytes(32));
  const slug = `e-${newId()}`;
  const teamId = () => once("team", () => newTeam(of));
  const webhookOf = async () => {
    const team = await teamId();
    return once("webhook", () => newWebhook(of, { teamId: team }));
  };
  const channelId = () => once("channel", async () => (await db().channel.create({ data: { ...owner(), name: "A", pattern: "a" } })).id);
  const destinationId = () =>
    once("destination", async () => {
      const data = { ...owner(), name: "A", kind: "webhook", config: { url: "http://127.0.0.1:9/" }, state: { create: {} } };
      return (await db().destination.create({ data })).id;
    });
  const personId = () =>
    once("person", async () => {
      const id = newId();
      const memberships = { create: { organizationId: of.id, role: "member" } };
      return (await db().user.create({ data: { id, email: `${id}@example.com`, name: "Somebody", memberships } })).id;
    });
  return {
    api: (method: string, path: string, body?: unknown) => call(of.apiKey, method, `/api/v1/${path}`, body),
    slug,
    team: async () => showId("team", await teamId()),
    environment: () =>
      once("environment", async () => showId("env", (await db().environment.create({ data: { ...owner(), slug, name: "E" } })).id)),
    channel: async () => showId("chan", await channelId()),
    destination: async () => showId("dest", await destinationId()),
    subscription: () =>
      once("subscription", async () => {
        const channels = { create: { channelId: await channelId() } };
        const destinations = { create: { destinationId: await destinationId() } };
        return showId("sub", (await db().subscription.create({ data: { ...owner(), name: "A", channels, destinations } })).id);
      }),
    webhook: async () => hookId(await webhookOf()),
    token: async () => (await webhookOf()).token,
    credential: async () => {
      const team_id = showId("team", await teamId());
      return once("credential", async () => (await createCredential(of.admin, "datadog", { team_id, config: datadogKey })).id);
    },
    person: async () => showId("user", await personId()),
    teammate: async () => {
      const [team, userId] = [await teamId(), await personId()];
      await once("teammate", () => db().teamMembership.create({ data: { teamId: team, organizationId: of.id, userId } }));
      return showId("user", userId);
    },
    invitation: () =>
      once("invitation", async () => {
        const data = { ...owner(), email: `${newId()}@example.com`, role: "member", tokenHash: random(), expiresAt: new Date(soon()) };
        return showId("inv", (await db().invitation.create({ data })).id);
      }),
    key: () =>
      once("key", async () => {
        const data = { ...owner(), name: "Key", keyHash: random(), lastFour: "abcd", scopes: ["read"] };
        return showId("key", (await db().apiKey.create({ data })).id);
      }),
  };
}
type World = ReturnType<typeof newWorld>;
type Write = (world: World) => Promise<() => Promise<Answer>>;

const of =
  (...[method, path, body]: [string, (world: World) => Promise<string>, ((world: World) => Promise<object>)?]): Write =>
  async (world) => {
    const [target, sent] = [await path(world), await body?.(world)];
    return () => world.api(method, target, sent);
  };
const at =
  (noun: string, id: (world: World) => Promise<string>, rest = "") =>
  async (world: World) =>
    `${noun}/${await id(world)}${rest}`;
const plain = (noun: string) => async () => noun;
const chosen = async (world: World) => ({ channel_ids: [await world.channel()], destination_ids: [await world.destination()] });
const inEnvironment = async (world: World) => {
  await world.environment();
  return { environment: world.slug };
};
const inTeam = async (world: World) => ({ team_id: await world.team() });

/** Every kind of write, by what it is about. */
const writes: Record<string, Record<string, Write>> = {
  environment: {
    "PATCH environment": of(
      "PATCH",
      at("environments", (world) => world.environment()),
      async () => ({ name: "New" }),
    ),
    "DELETE environment": of(
      "DELETE",
      at("environments", (world) => world.environment()),
    ),
  },
  team: {
    "PATCH team": of(
      "PATCH",
      at("teams", (world) => world.team()),
      async () => ({ name: newId() }),
    ),
    "DELETE team": of(
      "DELETE",
      at("teams", (world) => world.team()),
    ),
  },
  member: {
    "PATCH member": of(
      "PATCH",
      at("members", (world) => world.person()),
      async () => ({ role: "admin" }),
    ),
    "DELETE member": of(
      "DELETE",
      at("members", (world) => world.teammate()),
    ),
    "PUT team member": of("PUT", async (world) => `teams/${await world.team()}/members/${await world.person()}`),
    "DELETE team member": of("DELETE", async (world) => `teams/${await world.team()}/members/${await world.teammate()}`),
    "POST member sign-out": of(
      "POST",
      at("members", (world) => world.person(), "/sign-out"),
    ),
  },
  channel: {
    "POST channel": of("POST", plain("channels"), async (world) => ({ name: "A", pattern: "a", ...(await inEnvironment(world)) })),
    "PATCH channel": of(
      "PATCH",
      at("channels", (world) => world.channel()),
      inEnvironment,
    ),
    "DELETE channel": of(
      "DELETE",
      at("channels", (world) => world.channel()),
    ),
  },
  destination: {
    "PATCH destination": of(
      "PATCH",
      at("destinations", (world) => world.destination()),
      async () => ({ enabled: false }),
    ),
    "POST destination secret": of(
      "POST",
      at("destinations", (world) => world.destination(), "/signing-secret/rotate"),
      async () => ({}),
    ),
    "DELETE destination": of(
      "DELETE",
      at("destinations", (world) => world.destination()),
    ),
  },
  subscription: {
    "POST subscription": of("POST", plain("subscriptions"), async (world) => ({
      name: "A",
      ...(await chosen(world)),
      ...(await inEnvironment(world)),
    })),
    "PATCH subscription": of(
      "PATCH",
      at("subscriptions", (world) => world.subscription()),
      async (world) => ({
        ...(await chosen(world)),
        ...(await inEnvironment(world)),
      }),
    ),
    "DELETE subscription": of(
      "DELETE",
      at("subscriptions", (world) => world.subscription()),
    ),
  },
  webhook: {
    "POST webhook": of("POST", plain("webhooks"), async (world) => ({ label: "A", integration: "custom", ...(await inTeam(world)) })),
    "PATCH webhook": of(
      "PATCH",
      at("webhooks", (world) => world.webhook()),
      async (world) => ({ label: "B", ...(await inTeam(world)) }),
    ),
    "POST webhook rotate": of(
      "POST",
      at("webhooks", (world) => world.webhook(), "/rotate"),
      async () => ({ old_expires_at: soon() }),
    ),
    "POST webhook reveal": of(
      "POST",
      at("webhooks", (world) => world.webhook(), "/reveal"),
    ),
    "DELETE webhook": of(
      "DELETE",
      at("webhooks", (world) => world.webhook()),
    ),
  },
  credential: {
    "POST credential": of("POST", plain("integrations/datadog/credentials"), async (world) => ({
      config: datadogKey,
      ...(await inTeam(world)),
    })),
    "PATCH credential": of(
      "PATCH",
      at("credentials", (world) => world.credential()),
      async () => ({ config: { api_key: "l".repeat(32) } }),
    ),
    "DELETE credential": of(
      "DELETE",
      at("credentials", (world) => world.credential()),
    ),
  },
  key: {
    "POST key": of("POST", plain("api-keys"), async (world) => ({
      name: "A",
      scopes: ["read"],
      ...(await inTeam(world)),
      ...(await inEnvironment(world)),
    })),
    "PATCH key": of(
      "PATCH",
      at("api-keys", (world) => world.key()),
      async (world) => ({
        ...(await inTeam(world)),
        ...(await inEnvironment(world)),
      }),
    ),
    "DELETE key": of(
      "DELETE",
      at("api-keys", (world) => world.key()),
    ),
  },
  invitation: {
    "POST invitation": of("POST", plain("invitations"), async (world) => ({ email: `${world.slug}@example.com` })),
    "POST invitation resend": of(
      "POST",
      at("invitations", (world) => world.invitation(), "/resend"),
    ),
    "DELETE invitation": of(
      "DELETE",
      at("invitations", (world) => world.invitation()),
    ),
  },
  alert: { "POST alert": of("POST", plain("alerts"), async (world) => ({ name: "a", ...(await inEnvironment(world)) })) },
  moment: {
    "POST moment": async (world) => {
      const token = await world.token();
      return () => call(null, "POST", `/moment/${token}`, { name: "A", type: "alert" });
    },
  },
};

/** What refers to what. */
const related: [string, string][] = [
  ["environment", "channel"],
  ["environment", "subscription"],
  ["environment", "key"],
  ["environment", "alert"],
  ["team", "member"],
  ["team", "webhook"],
  ["team", "credential"],
  ["team", "key"],
  ["team", "moment"],
  ["webhook", "moment"],
  ["channel", "subscription"],
  ["destination", "subscription"],
];

/** A write beside itself, and beside every other that is about the same, or about what refers to it. */
function* pairs(): Generator<[string, Write, string, Write]> {
  const meeting = [...Object.keys(writes).map((noun) => [noun, noun]), ...related];
  for (const [noun = "", other = ""] of meeting)
    for (const [index, [name, write]] of Object.entries(writes[noun] ?? {}).entries())
      for (const [otherName, otherWrite] of Object.entries(writes[other] ?? {}).slice(noun === other ? index : 0))
        yield [name, write, otherName, otherWrite];
}

/** Everything that an organization has is locked meanwhile, so that both have looked before either writes. */
async function meet<Result>({ id }: TestOrganization, both: () => Promise<Result>[]): Promise<Result[]> {
  const holder = await pool().connect();
  try {
    await holder.query("BEGIN");
    const { rows } = await holder.query<{ pid: number }>("SELECT pg_backend_pid() AS pid");
    await holder.query("SELECT 1 FROM organizations WHERE id = $1 FOR UPDATE", [id]);
    for (const table of tables) await holder.query(`SELECT 1 FROM ${table} WHERE organization_id = $1 FOR UPDATE`, [id]);
    const answers = both();
    let isDone = false;
    const done = Promise.all(answers).finally(() => {
      isDone = true;
    });
    for (const until = Date.now() + 100; !isDone && Date.now() < until; ) {
      if ((await countBlocked(rows[0]?.pid ?? 0)) >= answers.length) break;
      await setTimeout(3);
    }
    await holder.query("COMMIT");
    return await done;
  } finally {
    holder.release();
  }
}
const tables = [
  "environments",
  "teams",
  "memberships",
  "team_memberships",
  "channels",
  "destinations",
  "subscriptions",
  "webhooks",
  "integration_credentials",
  "api_keys",
  "invitations",
];

/** Pairs that meet under one lock: each write holds one of the process's ten connections. */
const together = 3;

test("any two writes at once on what belongs together: each is done, or told in words why not", { timeout: 300_000 }, async () => {
  const organizations = await Promise.all(Array.from({ length: 4 }, newOrganization));
  const all = [...pairs()];
  // A machine that is too busy for its database may say so once: they meet again then.
  const again = new Set<(typeof all)[number]>();
  const answers: { said: string; status: number }[] = [];
  for (let round = 0; all.length > 0; round++) {
    const of = organizations[round % organizations.length] as TestOrganization;
    const prepared = all.splice(0, together).map(async (pair) => {
      const [name, write, other, otherWrite] = pair;
      const world = newWorld(of);
      return { pair, name: `${name} beside ${other}`, both: [await write(world), await otherWrite(world)] };
    });
    const ready = await Promise.all(prepared);
    const met = await meet(of, () => ready.flatMap(({ pair, name, both }) => both.map(async (act) => ({ pair, name, ...(await act()) }))));
    const busy = new Set(met.flatMap(({ pair, body }) => (body?.code === "unavailable" && !again.has(pair) ? [pair] : [])));
    for (const pair of busy) again.add(pair);
    all.push(...busy);
    for (const { pair, name, status, body } of met)
      if (!busy.has(pair)) answers.push({ said: `${name}: ${status} ${body?.code} ${body?.detail}`, status });
  }
  expect(answers.filter(({ status }) => status >= 500 || [400, 401, 403].includes(status)).map(({ said }) => said)).toEqual([]);
  // They did meet: some found what they were about gone.
  expect(answers.filter(({ status }) => status === 404).length).toBeGreaterThan(10);
});
