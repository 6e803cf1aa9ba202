import { once } from "node:events";
import { connect } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { isDeepStrictEqual } from "node:util";
import { Pool } from "undici";
import { bootstrapApp } from "../e2e/app";
import { readId } from "../lib/domain/id";
import { integrations } from "../lib/integrations";
import { fixtures } from "../lib/integrations/fixtures";
import { findBroken } from "../lib/postgres/invariants";
import { type Fuzzed, newFuzzer } from "./fuzzed";
import { type Hub, make, startHub } from "./hub";
import { type Answer, newAnswerCheck } from "./openapi";
import { type Given, newFaults, pick, type Suite } from "./suite";

interface Sizes {
  /** Requests to each endpoint. */
  requests: number;
  /** One in so many is of an organization whose alerts go to destinations: what is odd is rendered and sent too. */
  routedOf: number;
  /** Requests at once. */
  senders: number;
}
const sizes: Record<Given["size"], Sizes> = {
  small: { requests: 1_000, routedOf: 5, senders: 8 },
  full: { requests: 200_000, routedOf: 100, senders: 32 },
};

/** One in so many is written to a socket as bytes, which no client would send. */
const wireOf = 200;
/** How long bytes that may be no whole request are left to be answered, in milliseconds: then the socket is ended. */
const patienceMs = 500;
/** The least shares of each endpoint's requests that get through and that are refused: else they were all alike. */
const leastShares = { accepted: 0.2, refused: 0.05 };
/** How often a request is sent again that a busy machine made the database too late for. */
const maxTries = 5;
const settleMs = 180_000;
/** Between two looks at what was kept. */
const batch = 6_000;

/** Where requests go to, as one organization. */
interface Target {
  key: string;
  /** A webhook of each integration, and those that have a signing secret. */
  doors: { integration: string; token: string; secret?: string }[];
}

const endpoints = ["publish", "door", "door_by_key"] as const;
type Endpoint = (typeof endpoints)[number];

type Faults = ReturnType<typeof newFaults>;

export const fuzz: Suite = {
  name: "fuzz",
  promise:
    "whatever is published or posted to a team's URL, nothing answers 5xx, every answer is as openapi.json says, and what was accepted is kept as it was sent",
  async run({ size, random, say }) {
    const { requests, routedOf, senders } = sizes[size];
    const found = newFaults();
    const hub = await startHub({ PUBLISH_PER_SECOND: "1000000", MOMENTS_PER_SECOND: "1000000" });
    const pool = new Pool(hub.app.url, { connections: senders });
    try {
      const fuzzer = newFuzzer(random);
      const routed = await newTarget(hub, hub.key);
      const bulk = await newTarget(hub, (await bootstrapApp({ dataDir: hub.app.dataDir, env: hub.env })).api_key);
      const ledger = newLedger(hub, found);
      const ask = newAsk(pool, ledger, found);
      const statuses = new Map<Endpoint, Map<number, number>>(endpoints.map((endpoint) => [endpoint, new Map()]));

      const newRequest = (endpoint: Endpoint): Fuzzed => {
        const { key, doors } = random() * routedOf < 1 ? routed : bulk;
        if (endpoint === "publish") {
          const { body, headers } = fuzzer.alerts();
          return fuzzer.around({ method: "POST", path: "/api/v1/alerts", headers: { authorization: `Bearer ${key}`, ...headers }, body });
        }
        const door = pick(random, doors);
        const isByKey = endpoint === "door_by_key";
        const path = isByKey ? `/moment/${key}/${door.integration}` : `/moment/${door.token}`;
        return fuzzer.around({ method: "POST", path, ...fuzzer.moment(door.integration, isByKey ? undefined : door.secret) });
      };
      const sendOne = async (endpoint: Endpoint): Promise<void> => {
        const request = newRequest(endpoint);
        if (random() * wireOf < 1) return sendBytes(hub.app.url, fuzzer.wire(request), ledger, found);
        const status = await ask(request);
        const of = statuses.get(endpoint) as Map<number, number>;
        of.set(status, (of.get(status) ?? 0) + 1);
      };

      const total = requests * endpoints.length;
      for (let sent = 0; sent < total; ) {
        const last = Math.min(total, sent + batch);
        const sending = Array.from({ length: senders }, async () => {
          while (sent < last) await sendOne(endpoints[sent++ % endpoints.length] as Endpoint);
        });
        await Promise.all(sending);
        await ledger.look();
        if (sent % (batch * 10) === 0) say(`${sent} requests`);
      }

      await untilSettled(hub, found);
      await ledger.close();
      found.all("the database is not whole", await findBroken((text) => hub.sql<{ id: string }>(text)));
      found.all("the log", unexpectedLines(hub.app.output()));
      if (hub.app.process.exitCode !== null) found.add("the app ended", String(hub.app.process.exitCode));
      for (const [endpoint, of] of statuses) judgeShares(endpoint, of, found);
      const shown = [...statuses].map(([endpoint, of]) => [endpoint, showCounts(of)]);
      return { figures: { requests: total, ...ledger.figures(), ...Object.fromEntries(shown) }, faults: found.faults };
    } finally {
      await pool.close();
      await hub.close();
    }
  },
};

const showCounts = (of: ReadonlyMap<number, number>) =>
  [...of]
    .toSorted(([one], [other]) => one - other)
    .map(([status, count]) => `${status} × ${count}`)
    .join(", ");

function judgeShares(endpoint: Endpoint, of: ReadonlyMap<number, number>, found: Faults): void {
  const all = [...of.values()].reduce((sum, count) => sum + count, 0);
  const accepted = (of.get(200) ?? 0) + (of.get(202) ?? 0);
  if (accepted < all * leastShares.accepted) found.add("too few accepted", `${accepted} of ${all} at ${endpoint}`);
  if (all - accepted < all * leastShares.refused) found.add("too few refused", `${all - accepted} of ${all} at ${endpoint}`);
  if ((of.get(429) ?? 0) > all / 100) found.add("a limit was in the way", `${of.get(429)} of ${all} at ${endpoint}`);
}

async function newTarget(hub: Hub, key: string): Promise<Target> {
  await make(hub, key, "environments", { slug: "production", name: "Production" });
  const { id: team_id } = await make(hub, key, "teams", { name: "Fuzz" });
  const target: Target = { key, doors: [] };
  for (const { integration } of integrations) {
    const secrets = (fixtures[integration] ?? []).flatMap(({ signed }) => signed?.secret ?? []);
    for (const secret of new Set([undefined, ...secrets])) {
      const hook = await make(hub, key, "webhooks", {
        team_id,
        label: integration,
        integration,
        ...(secret && { signing_secret: secret }),
      });
      target.doors.push({ integration, token: (hook.url as string).split("/").at(-1) as string, ...(secret && { secret }) });
    }
  }
  return target;
}

/** An id that was answered, and the request that must be kept under it: absent where it was spoiled on its way. */
interface Told {
  uuid: string;
  sent?: Fuzzed;
  /** Which of a request's alerts. */
  index: number;
}

type Noun = "alert" | "event";
const idIn = { alert: /alert_[0-9a-z]{26}/g, event: /event_[0-9a-z]{26}/g };
/** Answers to a write that say that something was kept. */
const tells = { alert: [202], event: [200, 401, 422] };
const isWrite = (method: string) => /^(POST|PUT)/.test(method);

/** What was answered, against what the database has. */
function newLedger(hub: Hub, found: Faults) {
  const ids = { alert: new Set<string>(), event: new Set<string>() };
  let told: Record<Noun, Told[]> = { alert: [], event: [] };
  /** Requests that may have done what nobody was told. */
  let untold = 0;
  /** An answer that repeats an earlier one tells nothing new. */
  const keep = (noun: Noun, text: string, sent?: Fuzzed) => {
    for (const [index, [id]] of [...text.matchAll(idIn[noun])].entries()) {
      const uuid = readId(noun, id);
      if (uuid === null) found.add("an id that is none", id);
      else if (!ids[noun].has(uuid)) {
        ids[noun].add(uuid);
        told[noun].push({ uuid, sent, index });
      }
    }
  };
  const look = async (): Promise<void> => {
    const { alert, event } = told;
    told = { alert: [], event: [] };
    await lookForAlerts(hub, alert, found);
    await lookForEvents(hub, event, found);
  };
  return {
    look,
    /** No answer is null. */
    note(request: Fuzzed, answer: Answer | null) {
      if (answer === null || answer.status >= 500) untold++;
      else if (isWrite(request.method))
        for (const noun of ["alert", "event"] as const) if (tells[noun].includes(answer.status)) keep(noun, answer.text, request);
    },
    /**
     * Of what was written to a socket: it may be several requests, and lists that hold others' ids. Bytes after a request that are none end the
     * connection with a 400 while it may be on its way to being kept.
     */
    noteWire(text: string) {
      if (!/^HTTP\/1\.1 \d/.test(text) || /^HTTP\/1\.1 400 /m.test(text)) untold++;
      if (text !== "") for (const noun of ["alert", "event"] as const) keep(noun, text);
    },
    /** Counts what is there, when nothing comes any more. */
    async close(): Promise<void> {
      await look();
      const [row] = await hub.sql<{ alerts: number; events: number; internal: number }>(
        `SELECT (SELECT count(*)::int FROM alerts WHERE event_id IS NULL) AS alerts, (SELECT count(*)::int FROM events) AS events,
           (SELECT count(*)::int FROM events WHERE cause = 'internal') AS internal`,
      );
      const more = { alerts: (row?.alerts ?? 0) - ids.alert.size, events: (row?.events ?? 0) - ids.event.size };
      for (const [noun, count] of Object.entries(more)) if (count > untold) found.add("kept and never answered", `${count} ${noun}`);
      if (row?.internal) found.add("events that an integration failed on", String(row.internal));
    },
    figures: () => ({ alerts: ids.alert.size, events: ids.event.size, untold }),
  };
}
type Ledger = ReturnType<typeof newLedger>;

/** Sends a request, judges its answer, and gives its status; 0 for none. */
function newAsk(pool: Pool, ledger: Ledger, found: Faults): (request: Fuzzed) => Promise<number> {
  const outsideOf = newAnswerCheck();
  const send = async (request: Fuzzed): Promise<Sent> => {
    const sent = await sendBy(pool, request);
    ledger.note(request, typeof sent === "string" ? null : sent);
    return sent;
  };
  return async (request) => {
    let sent = await send(request);
    for (let tries = 1; statusOf(sent) === 503 && tries < maxTries; tries++) {
      await wait(1_000);
      sent = await send(request);
    }
    const status = statusOf(sent);
    if (status === 0 || status >= 500) {
      const least = await minimize(request, async (smaller) => statusOf(await send(smaller)) === status);
      found.add(status === 0 ? "no answer" : `${status}`, `${JSON.stringify(sent).slice(0, 300)} for ${show(least)}`);
    }
    if (typeof sent === "string") return status;
    const outside = outsideOf(request.method, request.path, sent);
    if (outside) found.add(`outside its schema: ${outside.slice(0, 60)}`, `${sent.text.slice(0, 200)} for ${show(request)}`);
    if (!sent.requestId) found.add("no x-request-id", `${status} for ${show(request)}`);
    return status;
  };
}

/** An answer, or why there is none. */
type Sent = (Answer & { requestId: string }) | string;
const statusOf = (sent: Sent) => (typeof sent === "string" ? 0 : sent.status);

async function sendBy(pool: Pool, { method, path, headers, body }: Fuzzed): Promise<Sent> {
  try {
    const hasBody = method !== "GET" && method !== "HEAD";
    const response = await pool.request({ method: method as "POST", path, headers, body: hasBody ? body : null });
    const { "content-type": type = "", "x-request-id": requestId = "" } = response.headers as Record<string, string>;
    return { status: response.statusCode, type, requestId, text: await response.body.text() };
  } catch (error) {
    return String(error);
  }
}

/** Writes bytes to a socket and judges what is answered; nothing may be, where they are no whole request. */
async function sendBytes(url: string, bytes: Buffer, ledger: Ledger, found: Faults): Promise<void> {
  const { hostname, port } = new URL(url);
  const socket = connect({ host: hostname, port: Number(port), timeout: patienceMs });
  const chunks: Buffer[] = [];
  socket.on("data", (chunk: Buffer) => chunks.push(chunk));
  socket.on("error", () => {});
  socket.on("timeout", () => socket.end());
  socket.write(bytes);
  await once(socket, "close");
  const text = Buffer.concat(chunks).toString("latin1");
  const shown = `${text.slice(0, 300)} for ${bytes.toString("base64").slice(0, 2_000)}`;
  if (/^HTTP\/1\.1 5/m.test(text)) found.add("5xx on the wire", shown);
  if (text !== "" && !/^HTTP\/1\.1 \d{3} /.test(text)) found.add("no HTTP on the wire", shown);
  ledger.noteWire(text);
}

const show = ({ method, path, headers, body }: Fuzzed): string =>
  `${method} ${path} ${JSON.stringify(headers)} ${body.length} bytes: ${body.toString("base64").slice(0, 1_000)}`;

/** Leaves out headers and parts of the body for as long as the answer stays the same, within 200 tries. */
async function minimize(request: Fuzzed, isSame: (smaller: Fuzzed) => Promise<boolean>): Promise<Fuzzed> {
  let least = request;
  let left = 200;
  const attempt = async (smaller: Fuzzed) => {
    if (left-- <= 0 || !(await isSame(smaller))) return false;
    least = smaller;
    return true;
  };
  for (const name of Object.keys(request.headers)) {
    const { [name]: _, ...headers } = least.headers;
    await attempt({ ...least, headers });
  }
  for (let size = Math.ceil(least.body.length / 2); size >= 1 && left > 0; size = size === 1 ? 0 : Math.ceil(size / 2))
    for (let at = 0; at < least.body.length && left > 0; )
      if (!(await attempt({ ...least, body: Buffer.concat([least.body.subarray(0, at), least.body.subarray(at + size)]) }))) at += size;
  return least;
}

/** A request's body as its charset says. */
function textOf({ headers, body }: Fuzzed): string {
  const [, charset = "utf-8"] = /charset=([\w-]+)/.exec(headers["content-type"] ?? "") ?? [];
  return new TextDecoder(charset, { fatal: true }).decode(body);
}

async function lookForAlerts(hub: Hub, told: readonly Told[], found: Faults): Promise<void> {
  const rows = await hub.sql<{ id: string; name: string; payload: string }>(
    "SELECT id, name, payload::text AS payload FROM alerts WHERE id = ANY($1)",
    [told.map(({ uuid }) => uuid)],
  );
  const kept = new Map(rows.map((row) => [row.id, row]));
  for (const { uuid, sent, index } of told) {
    const row = kept.get(uuid);
    if (!row) found.add("accepted and not there", `alert ${uuid} ${sent && show(sent)}`);
    else if (sent && !isAsSent(row, textOf(sent), index))
      found.add("kept as something else", `${row.name} ${row.payload.slice(0, 200)} for ${show(sent)}`);
  }
}

/** The payload is the very text that was sent, and means the same to another reader of JSON. */
function isAsSent(row: { name: string; payload: string }, text: string, index: number): boolean {
  const { name, payload } = [JSON.parse(text)].flat()[index];
  return (
    row.name === name && isDeepStrictEqual(JSON.parse(row.payload), payload ?? {}) && (row.payload === "{}" || text.includes(row.payload))
  );
}

async function lookForEvents(hub: Hub, told: readonly Told[], found: Faults): Promise<void> {
  const ids = told.map(({ uuid }) => uuid);
  const rows = await hub.sql<{ id: string; body: Buffer }>("SELECT id, body FROM events WHERE id = ANY($1)", [ids]);
  const kept = new Map(rows.map((row) => [row.id, row.body]));
  for (const { uuid, sent } of told) {
    const body = kept.get(uuid);
    if (!body) found.add("accepted and not there", `event ${uuid} ${sent && show(sent)}`);
    else if (sent && !body.equals(sent.body)) found.add("kept as something else", show(sent));
  }
}

/** Until everything is routed and no delivery is pending. */
async function untilSettled(hub: Hub, found: Faults): Promise<void> {
  for (const until = Date.now() + settleMs; Date.now() < until; await wait(250)) {
    const [row] = await hub.sql<{ open: boolean }>(
      "SELECT EXISTS (SELECT FROM alerts WHERE routed_at IS NULL) OR EXISTS (SELECT FROM deliveries WHERE status = 'pending') AS open",
    );
    if (!row?.open) return;
  }
  found.add("not settled", `something is open ${settleMs / 1_000} s later`);
}

/** What is more than a warning, and what is no line of the log; but not what a busy machine brings. */
function unexpectedLines(output: string): string[] {
  return output
    .split("\n")
    .filter(
      (line) =>
        line !== "" &&
        !/^(ready http|First run: | *✓ )|DeprecationWarning|--trace-deprecation|timeout exceeded when trying to connect/.test(line),
    )
    .filter((line) => {
      try {
        return (JSON.parse(line) as { level: number }).level >= 50;
      } catch {
        return true;
      }
    })
    .map((line) => line.slice(0, 600));
}
