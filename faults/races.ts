import { setTimeout as wait } from "node:timers/promises";
import pg from "pg";
import { type Bootstrapped, bootstrapApp, call } from "../e2e/app";
import { newId, readId, showId } from "../lib/domain/id";
import { isConflict } from "../lib/postgres/errors";
import { findBroken } from "../lib/postgres/invariants";
import { type Hub, make as makeBy, startHub } from "./hub";
import { type Given, newFaults, type Suite } from "./suite";

/** How often each pair meets: under one lock, so that both have looked before either writes; and as they come. */
const sizes: Record<Given["size"], { locked: number; free: number }> = {
  small: { locked: 1, free: 0 },
  full: { locked: 20, free: 30 },
};

/** Pairs that meet at once: each write holds one of the process's ten connections. */
const together = 3;

const soon = () => new Date(Date.now() + 3_600_000).toISOString();
const datadogKey = { api_key: "k".repeat(32), site: "datadoghq.com" };

/** What two writes are about, made as it is asked for. */
function newWorld(hub: Hub, of: Bootstrapped) {
  const made = new Map<string, Promise<unknown>>();
  const once = <Made>(name: string, make: () => Promise<Made>): Promise<Made> => {
    const found = made.get(name) ?? make();
    made.set(name, found);
    return found as Promise<Made>;
  };
  const api = (method: string, path: string, body?: unknown) =>
    call<Record<string, string>>(hub.app, of.api_key, method, `/api/v1/${path}`, body);
  const make = (noun: string, path: string, body: () => Promise<object>) =>
    once(noun, async () => makeBy(hub, of.api_key, path, await body()));
  const idOf = (noun: string, path: string, body: () => Promise<object>) => async () => (await make(noun, path, body)).id as string;
  const slug = `e-${newId()}`;
  const name = newId();
  const organizationId = readId("org", of.organization_id);
  const team = idOf("team", "teams", async () => ({ name }));
  const channel = idOf("channel", "channels", async () => ({ name: "A", pattern: slug }));
  const destination = idOf("destination", "destinations", async () => ({
    name: "A",
    kind: "webhook",
    config: { url: hub.sink.url("/hook/races") },
  }));
  const subscription = idOf("subscription", "subscriptions", async () => ({
    name: "A",
    channel_ids: [await channel()],
    destination_ids: [await destination()],
  }));
  const webhook = () => make("webhook", "webhooks", async () => ({ label: "A", integration: "custom", team_id: await team() }));
  const person = () =>
    once("person", async () => {
      const id = newId();
      await hub.sql("INSERT INTO users (id, email, name) VALUES ($1, $2, 'Somebody')", [id, `${id}@example.com`]);
      await hub.sql("INSERT INTO memberships (organization_id, user_id, role) VALUES ($1, $2, 'member')", [organizationId, id]);
      return showId("user", id);
    });
  const alert = idOf("alert", "alerts", async () => {
    await subscription();
    return { name: slug };
  });
  return {
    api,
    slug,
    /** A name that is another one in each world. */
    name,
    team,
    channel,
    destination,
    subscription,
    person,
    alert,
    environment: idOf("environment", "environments", async () => ({ slug, name: "E" })),
    credential: idOf("credential", "integrations/datadog/credentials", async () => ({ team_id: await team(), config: datadogKey })),
    invitation: idOf("invitation", "invitations", async () => ({ email: `${name}@example.com` })),
    key: idOf("key", "api-keys", async () => ({ name: "Key", scopes: ["read"] })),
    webhook: async () => (await webhook()).id as string,
    post: async (body: object) => {
      const door = new URL((await webhook()).url as string).pathname;
      return () => call<Record<string, string>>(hub.app, null, "POST", door, body);
    },
    teammate: async () => {
      const path = `teams/${await team()}/members/${await person()}`;
      await once("teammate", () => api("PUT", path));
      return person();
    },
    /** An alert's delivery, when it has come to its end. */
    delivery: () =>
      once("delivery", async () => {
        const id = await alert();
        for (const until = Date.now() + 30_000; Date.now() < until; await wait(20)) {
          const { body } = await api("GET", `alerts/${id}`);
          const [first] = body.deliveries as unknown as { id: string; status: string }[];
          if (first && first.status !== "pending") return first.id;
        }
        throw new Error(`alert ${id} was not delivered`);
      }),
    /** An error event, whose retry becomes a moment. */
    event: () =>
      once("event", async () => {
        const door = new URL((await webhook()).url as string).pathname;
        const answer = await call<Record<string, string>>(hub.app, null, "POST", door, { name: "A" });
        return answer.body.event_id as string;
      }),
  };
}
type World = ReturnType<typeof newWorld>;
type Act = () => ReturnType<World["api"]>;
type Write = (world: World) => Promise<Act>;

const of =
  (method: string, path: (world: World) => string | Promise<string>, body?: (world: World) => object | Promise<object>): Write =>
  async (world) => {
    const [target, sent] = [await path(world), await body?.(world)];
    return () => world.api(method, target, sent);
  };
const chosen = async (world: World) => ({ channel_ids: [await world.channel()], destination_ids: [await world.destination()] });
const inEnvironment = async (world: World) => {
  await world.environment();
  return { environment: world.slug };
};
const inTeam = async (world: World) => ({ team_id: await world.team() });

const pathOf = {
  environment: async (world: World) => `environments/${await world.environment()}`,
  team: async (world: World) => `teams/${await world.team()}`,
  member: async (world: World) => `members/${await world.person()}`,
  channel: async (world: World) => `channels/${await world.channel()}`,
  destination: async (world: World) => `destinations/${await world.destination()}`,
  subscription: async (world: World) => `subscriptions/${await world.subscription()}`,
  webhook: async (world: World) => `webhooks/${await world.webhook()}`,
  credential: async (world: World) => `credentials/${await world.credential()}`,
  key: async (world: World) => `api-keys/${await world.key()}`,
  invitation: async (world: World) => `invitations/${await world.invitation()}`,
};

/** Every kind of write, by what it is about. */
const writes: Record<string, Record<string, Write>> = {
  environment: {
    "POST environment": of(
      "POST",
      () => "environments",
      ({ slug }) => ({ slug: `${slug}-2`, name: "E" }),
    ),
    "PATCH environment": of("PATCH", pathOf.environment, () => ({ name: "New" })),
    "DELETE environment": of("DELETE", pathOf.environment),
  },
  team: {
    "POST team": of(
      "POST",
      () => "teams",
      ({ name }) => ({ name: `${name} 2` }),
    ),
    "PATCH team": of("PATCH", pathOf.team, ({ name }) => ({ name: `${name} 2` })),
    "DELETE team": of("DELETE", pathOf.team),
  },
  member: {
    "PATCH member": of("PATCH", pathOf.member, () => ({ role: "admin" })),
    "DELETE member": of("DELETE", async (world) => `members/${await world.teammate()}`),
    "PUT team member": of("PUT", async (world) => `teams/${await world.team()}/members/${await world.person()}`),
    "DELETE team member": of("DELETE", async (world) => `teams/${await world.team()}/members/${await world.teammate()}`),
    "POST member sign-out": of("POST", async (world) => `${await pathOf.member(world)}/sign-out`),
  },
  channel: {
    "POST channel": of(
      "POST",
      () => "channels",
      async (world) => ({ name: "A", pattern: world.slug, ...(await inEnvironment(world)) }),
    ),
    "PATCH channel": of("PATCH", pathOf.channel, inEnvironment),
    "DELETE channel": of("DELETE", pathOf.channel),
  },
  destination: {
    "PATCH destination": of("PATCH", pathOf.destination, () => ({ enabled: false })),
    "POST destination secret": of(
      "POST",
      async (world) => `${await pathOf.destination(world)}/signing-secret/rotate`,
      () => ({}),
    ),
    "POST destination test": of("POST", async (world) => `${await pathOf.destination(world)}/test`),
    "DELETE destination": of("DELETE", pathOf.destination),
  },
  subscription: {
    "POST subscription": of(
      "POST",
      () => "subscriptions",
      async (world) => ({
        name: "A",
        ...(await chosen(world)),
        ...(await inEnvironment(world)),
      }),
    ),
    "PATCH subscription": of("PATCH", pathOf.subscription, async (world) => ({
      ...(await chosen(world)),
      ...(await inEnvironment(world)),
    })),
    "DELETE subscription": of("DELETE", pathOf.subscription),
  },
  webhook: {
    "POST webhook": of(
      "POST",
      () => "webhooks",
      async (world) => ({ label: "A", integration: "custom", ...(await inTeam(world)) }),
    ),
    "PATCH webhook": of("PATCH", pathOf.webhook, async (world) => ({ label: "B", ...(await inTeam(world)) })),
    "POST webhook rotate": of(
      "POST",
      async (world) => `${await pathOf.webhook(world)}/rotate`,
      () => ({ old_expires_at: soon() }),
    ),
    "POST webhook reveal": of("POST", async (world) => `${await pathOf.webhook(world)}/reveal`),
    "DELETE webhook": of("DELETE", pathOf.webhook),
  },
  credential: {
    "POST credential": of(
      "POST",
      () => "integrations/datadog/credentials",
      async (world) => ({ config: datadogKey, ...(await inTeam(world)) }),
    ),
    "PATCH credential": of("PATCH", pathOf.credential, () => ({ config: { api_key: "l".repeat(32) } })),
    "DELETE credential": of("DELETE", pathOf.credential),
  },
  key: {
    "POST key": of(
      "POST",
      () => "api-keys",
      async (world) => ({
        name: "A",
        scopes: ["read"],
        ...(await inTeam(world)),
        ...(await inEnvironment(world)),
      }),
    ),
    "PATCH key": of("PATCH", pathOf.key, async (world) => ({ ...(await inTeam(world)), ...(await inEnvironment(world)) })),
    "DELETE key": of("DELETE", pathOf.key),
  },
  invitation: {
    "POST invitation": of(
      "POST",
      () => "invitations",
      ({ name }) => ({ email: `${name}@example.com` }),
    ),
    "POST invitation resend": of("POST", async (world) => `${await pathOf.invitation(world)}/resend`),
    "DELETE invitation": of("DELETE", pathOf.invitation),
  },
  alert: {
    "POST alert": of(
      "POST",
      () => "alerts",
      async (world) => ({ name: world.slug, ...(await inEnvironment(world)) }),
    ),
    "POST alert replay": of("POST", async (world) => `alerts/${await world.alert()}/replay`),
  },
  delivery: {
    "POST delivery retry": of("POST", async (world) => `deliveries/${await world.delivery()}/retry`),
    "POST deliveries retry": of(
      "POST",
      () => "deliveries/retry",
      async (world) => {
        await world.delivery();
        return { name: world.slug };
      },
    ),
  },
  moment: { "POST moment": (world) => world.post({ name: "A", type: "alert" }) },
  event: {
    "POST event retry": of(
      "POST",
      async (world) => `events/${await world.event()}/retry`,
      () => ({ body: { name: "A", type: "alert" } }),
    ),
  },
};

/** What refers to what. */
const related: readonly (readonly [string, string])[] = [
  ["environment", "channel"],
  ["environment", "subscription"],
  ["environment", "key"],
  ["environment", "alert"],
  ["team", "member"],
  ["team", "webhook"],
  ["team", "credential"],
  ["team", "key"],
  ["team", "moment"],
  ["team", "event"],
  ["webhook", "moment"],
  ["webhook", "event"],
  ["channel", "subscription"],
  ["destination", "subscription"],
  ["destination", "delivery"],
  ["subscription", "alert"],
  ["subscription", "delivery"],
];

interface Pair {
  name: string;
  both: readonly [Write, Write];
}

/** A write beside itself, and beside every other that is about the same, or about what refers to it. */
function pairs(): Pair[] {
  const meeting = [...Object.keys(writes).map((noun) => [noun, noun] as const), ...related];
  return meeting.flatMap(([noun, other]) =>
    Object.entries(writes[noun] ?? {}).flatMap(([name, write], index) =>
      Object.entries(writes[other] ?? {})
        .slice(noun === other ? index : 0)
        .map(([otherName, otherWrite]): Pair => ({ name: `${name} beside ${otherName}`, both: [write, otherWrite] })),
    ),
  );
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
  "alerts",
  "deliveries",
  "events",
];

/** False where routing and delivery were in the way, which go on meanwhile: Postgres ends one of two that wait for each other. */
async function lockAll(holder: pg.Client, organizationId: string | null): Promise<boolean> {
  try {
    await holder.query("BEGIN");
    await holder.query("SELECT 1 FROM organizations WHERE id = $1 FOR UPDATE", [organizationId]);
    for (const table of tables) await holder.query(`SELECT 1 FROM ${table} WHERE organization_id = $1 FOR UPDATE`, [organizationId]);
    return true;
  } catch (error) {
    if (isConflict(error)) return false;
    throw error;
  }
}

/** Locks everything that an organization has until all of them wait for it, or none does any more. */
async function meet<Result>(hub: Hub, of: Bootstrapped, acts: readonly (() => Promise<Result>)[]): Promise<Result[]> {
  const holder = new pg.Client({ connectionString: hub.databaseUrl });
  await holder.connect();
  try {
    while (!(await lockAll(holder, readId("org", of.organization_id)))) await holder.query("ROLLBACK");
    let isDone = false;
    const done = Promise.all(acts.map((act) => act())).finally(() => {
      isDone = true;
    });
    for (const until = Date.now() + 100; !isDone && Date.now() < until; await wait(3)) {
      const { rows } = await holder.query("SELECT pid FROM pg_stat_activity WHERE pg_backend_pid() = ANY(pg_blocking_pids(pid))");
      if (rows.length >= acts.length) break;
    }
    await holder.query("COMMIT");
    return await done;
  } finally {
    await holder.end();
  }
}

export const races: Suite = {
  name: "races",
  promise: "of any two writes at once on what belongs together, each is done or told in words why not, and the database stays whole",
  async run({ size, random, say }) {
    const { locked, free } = sizes[size];
    const found = newFaults();
    const hub = await startHub({ MAX_CHANNELS: "10000" });
    const statuses = new Map<number, number>();
    const all = pairs();
    const meetings = all.length * (locked + free);
    try {
      for (let round = 0; round < locked + free; round++) {
        const of = await bootstrapApp({ dataDir: hub.app.dataDir, env: hub.env });
        const left = all.toSorted(() => random() - 0.5);
        while (left.length > 0) {
          const meeting = left.splice(0, together).map(async ({ name, both }) => {
            const world = newWorld(hub, of);
            // One after the other: what both are about is made once.
            const acts = [await both[0](world), await both[1](world)];
            return acts.map((act) => async () => ({ name, answer: await act() }));
          });
          const acts = (await Promise.all(meeting)).flat();
          const answers = round < locked ? await meet(hub, of, acts) : await Promise.all(acts.map((act) => act()));
          for (const { name, answer } of answers) {
            const { status, body } = answer;
            statuses.set(status, (statuses.get(status) ?? 0) + 1);
            // 503 is a busy machine's: what two writes do to each other is a deadlock, which the log tells.
            if ((status >= 500 && status !== 503) || [400, 401, 403].includes(status))
              found.add(`${name}: ${status}`, `${body?.code} ${body?.detail}`);
          }
        }
        if (size === "full") say(`round ${round + 1} of ${locked + free}`);
      }
      // They did meet: some found what they were about gone.
      const gone = statuses.get(404) ?? 0;
      if (gone < 10 * locked) found.add("they did not meet", `${gone} found what they were about gone`);
      if ((statuses.get(503) ?? 0) > meetings / 5) found.add("too many 503", `${statuses.get(503)} of ${meetings * 2}`);
      found.all(
        "the log",
        hub.app
          .output()
          .split("\n")
          .filter((line) => /"level":[56]0|deadlock detected/.test(line) && !line.includes("timeout exceeded when trying to connect"))
          .map((line) => line.slice(0, 600)),
      );
      found.all("the database is not whole", await findBroken((text) => hub.sql<{ id: string }>(text)));
      return {
        figures: {
          pairs: all.length,
          meetings,
          answers: [...statuses]
            .toSorted()
            .map(([status, count]) => `${status} × ${count}`)
            .join(", "),
        },
        faults: found.faults,
      };
    } finally {
      await hub.close();
    }
  },
};
