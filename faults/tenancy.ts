import { rmSync } from "node:fs";
import { setTimeout as wait } from "node:timers/promises";
import { type App, bootstrapApp, call, startApp } from "../e2e/app";
import { patiently } from "../e2e/patiently";
import { sessionOf } from "../e2e/session";
import type { Access, Scope } from "../lib/domain/people/actor";
import {
  fill,
  furnish,
  guessedIds,
  type Ids,
  malformedIds,
  type Noun,
  nounsOf,
  type Owner,
  queriesOf,
  type Request,
  requestOf,
  uuidOf,
} from "./belongings";
import { type Hub, startHub } from "./hub";
import { disagreements, nameOf, type Operation, readBuild, readOperations } from "./operations";
import { type Given, newFaults, pick, type Suite } from "./suite";

type Way = "server" | "next";

interface Sizes {
  ways: readonly Way[];
  /** Each request by one of those who may; all of them otherwise. */
  byOne: boolean;
  /** Each malformed id; one of them otherwise. */
  allMalformed: boolean;
  /** Whether what pages say is compared, not only how they answer: a busy machine sends them in other parts. */
  pagesSay: boolean;
}
const sizes: Record<Given["size"], Sizes> = {
  small: { ways: ["server"], byOne: true, allMalformed: false, pagesSay: false },
  full: { ways: ["server", "next"], byOne: false, allMalformed: true, pagesSay: true },
};

/** Anybody may call these: whoever knows the token, code or address in their bodies, or wants to know whether the app is there. */
const open = [
  ...["GET /api/health/live", "GET /api/health/ready", "GET /api/v1/setup", "POST /api/v1/setup", "POST /api/v1/sign-in-links"],
  ...["POST /api/v1/confirm-address", "POST /api/v1/invitations/accept", "POST /api/v1/invitations/find"],
  ...["GET", "POST", "PUT"].flatMap((method) => [`${method} /moment/{token}`, `${method} /moment/{token}/{integration}`]),
];

/** Answers for as long as the caller listens: for those who may, e2e/api/stream.test.ts hears that nothing of others comes. */
const endless = "/api/v1/stream";

/** Somebody who asks. */
interface Role {
  name: string;
  headers: Record<string, string>;
  may(access: Access): boolean;
  /** Who is signed in sees pages. */
  isPerson: boolean;
  /** Works in the one organization and belongs to the other too. */
  isOfBoth?: true;
}

async function newSession(hub: Hub, id: string): Promise<string> {
  const [user] = await hub.sql<{ version: number }>("SELECT session_version AS version FROM users WHERE id = $1", [uuidOf(id)]);
  return sessionOf(uuidOf(id), user?.version, hub.env.NEXTAUTH_SECRET);
}

/** Everybody who could ask in the first organization, and somebody whom the app does not know. */
async function rolesOf(hub: Hub, mine: Owner, theirs: Owner): Promise<Role[]> {
  const person = async (name: string, id: string, may: Role["may"], cookie = ""): Promise<Role> => {
    return { name, headers: { cookie: `${await newSession(hub, id)}${cookie}`, origin: hub.app.url }, may, isPerson: true };
  };
  const key = async (name: string, scope: Scope, settings: object = {}): Promise<Role> => {
    const made = { name, scopes: [scope], ...settings };
    const answer = await patiently(() => call<{ key: string }>(hub.app, mine.key, "POST", "/api/v1/api-keys", made));
    const may = (access: Access) => access === scope || (scope === "admin" && access !== "person");
    return { name, headers: { authorization: `Bearer ${answer.body.key}` }, may, isPerson: false };
  };
  const both = mine.member;
  await hub.sql("INSERT INTO memberships (organization_id, user_id, role) VALUES ($1, $2, 'admin')", [
    uuidOf(theirs.ids.org),
    uuidOf(both),
  ]);
  const looks = (access: Access) => access === "read" || access === "person";
  return [
    { name: "nobody", headers: { origin: hub.app.url }, may: () => false, isPerson: false },
    await person("an admin", mine.admin, () => true),
    await person("a member of the team", mine.teamMember, (access) => looks(access) || access === "team"),
    { ...(await person("a member", both, looks, `; hotline-organization=${mine.ids.org}`)), isOfBoth: true },
    await key("a key of scope admin", "admin"),
    await key("a key of scope read", "read"),
    await key("a key of scope publish", "publish"),
    await key("a key of scope publish and one environment", "publish", { environment: mine.ids.slug }),
  ];
}

interface Answer {
  status: number;
  /** With what the request named and what is new each time taken out. */
  text: string;
}

export const tenancy: Suite = {
  name: "tenancy",
  promise: "on every route an organization's things answer strangers as what does not exist does, byte for byte, and stay as they are",
  async run({ size, random, say }) {
    const found = newFaults();
    const figures = { routes: 0, pages: 0, roles: 0, requests: 0, pairs_compared: 0 };
    const hub = await startHub({ DATADOG_API_URL: "http://127.0.0.1:9" });
    const others: App[] = [];
    try {
      const { api_key: theirKey } = await bootstrapApp({ dataDir: hub.app.dataDir, env: hub.env });
      const [mine, theirs] = [await furnish(hub, hub.key), await furnish(hub, theirKey)];
      const build = readBuild();
      const operations = await readOperations(hub.app.url);
      found.all("the build and openapi.json disagree", await disagreements(hub.app.url, build, operations));
      const opened = operations.filter(({ access }) => access === null).map(nameOf);
      for (const name of opened) if (!open.includes(name)) found.add("open to anybody", name);
      const guarded = operations.filter(({ access }) => access !== null);
      const roles = await rolesOf(hub, mine, theirs);
      Object.assign(figures, { routes: operations.length, pages: build.pages.length, roles: roles.length });

      const guessed = guessedIds();
      const chosen = new Map(
        guarded.map((operation) => [
          operation,
          pick(
            random,
            roles.filter(({ may }) => may(operation.access as Access)),
          ),
        ]),
      );
      const comparing = (operation: Operation): Role | undefined => chosen.get(operation);
      /** Whoever is of both knows that the other organization is there. */
      const tellTales = ({ isOfBoth }: Role): string[] =>
        [theirs.mark, ...theirs.uuids, ...Object.values(theirs.ids)].filter(
          (one) => !isOfBoth || (one !== theirs.ids.org && one !== uuidOf(theirs.ids.org)),
        );
      for (const way of sizes[size].ways) {
        const app = way === "server" ? hub.app : await startApp({ way, env: hub.env });
        if (way !== "server") others.push(app);
        const before = await rowsOf(hub, theirs, mine);
        const tryAll = (some: readonly Operation[]) =>
          roles.flatMap((role) => some.map((operation) => () => tryOperation(app, role, operation)));
        // To look comes first: the audit log repeats what its own people asked for.
        await inTurn([
          ...tryAll(guarded.filter(({ method }) => method === "GET")),
          ...roles.flatMap((role) => build.pages.map((page) => () => tryPage(app, role, page))),
        ]);
        await inTurn(tryAll(guarded.filter(({ method }) => method !== "GET")));
        const after = await rowsOf(hub, theirs, mine);
        found.all(
          "something of a stranger's is other than before",
          [...before.filter((row) => !after.includes(row)), ...after.filter((row) => !before.includes(row))].map((row) =>
            row.slice(0, 300),
          ),
        );
        say(`by ${way}: ${figures.requests} requests, ${before.length} rows of the other organization`);
      }
      await tryOwner(hub, theirs, guarded);
      return { figures, faults: found.faults };

      async function ask(app: App, role: Role, { method, path, body }: Request, named: Ids, isRsc = false): Promise<Answer> {
        figures.requests++;
        const headers = {
          ...role.headers,
          ...(isRsc ? { rsc: "1" } : {}),
          ...(body === undefined ? {} : { "content-type": "application/json" }),
        };
        const response = await patiently(() =>
          fetch(`${app.url}${path}`, {
            method,
            redirect: "manual",
            headers: headers as Record<string, string>,
            ...(body === undefined ? {} : { body: JSON.stringify(body) }),
          }),
        );
        const what = `${method} ${path} by ${role.name}`;
        if (response.status >= 500) found.add("an answer of 5xx", `${what}: ${response.status}`);
        const text = alike(await response.text(), response.headers, named);
        for (const one of tellTales(role))
          if (text.includes(one) && !Object.values(named).some((sent) => sent.includes(one)))
            found.add("tells of a stranger's", `${what}: ${one}`);
        const isPage = /text\/(html|x-component)/.test(response.headers.get("content-type") ?? "");
        return {
          status: response.status,
          text: `${describeHeaders(response.headers, named)}\n${isPage ? (sizes[size].pagesSay ? wordsOf(text) : "") : text}`,
        };
      }

      /** A request that names the stranger's thing, and the same that names nothing: they are answered the same. */
      async function compare(
        app: App,
        role: Role,
        what: string,
        make: (ids: Ids) => Request,
        noun: Noun | "all",
        page?: { isRsc: boolean },
      ) {
        const isRsc = page?.isRsc ?? false;
        const [foreignIds, guessedOnes] = [with_(mine.ids, theirs.ids, noun), with_(mine.ids, guessed, noun)];
        const foreign = await ask(app, role, make(foreignIds), foreignIds, isRsc);
        const unknown = await ask(app, role, make(guessedOnes), guessedOnes, isRsc);
        figures.pairs_compared++;
        const name = `${what} by ${role.name}, ${noun} of a stranger's`;
        if (foreign.status !== unknown.status || foreign.text !== unknown.text)
          found.add("a stranger's id is answered otherwise than an unknown one", `${name}: ${difference(foreign, unknown)}`);
        if (noun === "all") return unknown;
        const malformed = malformedIds(noun, theirs.ids[noun], uuidOf(theirs.ids[noun]));
        for (const text of sizes[size].allMalformed ? malformed : [pick(random, malformed)]) {
          const ids = { ...mine.ids, [noun]: text };
          const request = make(ids);
          const answer = await ask(app, role, request, ids, isRsc);
          // A page repeats the address in its own ways, and what a query or a body says may be too long, or nothing that can be kept.
          const isSame = answer.status === unknown.status && (page !== undefined || answer.text === unknown.text);
          const isInPath = request.body === undefined && !request.path.includes("?");
          // Of a place in a list, the smallest id that there can be is before everything of one's own: a known one, whoever asks.
          if (/[?&]after=[a-z]+_0{26}(&|$)/.test(request.path)) continue;
          if (!isSame && (isInPath || answer.status < 400))
            found.add("a malformed id is answered otherwise than an unknown one", `${name}: ${text}: ${difference(answer, unknown)}`);
        }
        return unknown;
      }

      async function tryOperation(app: App, role: Role, operation: Operation): Promise<void> {
        const { access, method } = operation;
        const name = nameOf(operation);
        const may = role.may(access as Access);
        if (operation.path === endless && may) return;
        const make = (ids: Ids) => requestOf(operation, ids);
        const refusal = role.name === "nobody" ? 401 : 403;
        if (!may || method === "GET") {
          const { status } = await ask(app, role, make(mine.ids), mine.ids);
          if (!may && status !== refusal) found.add("not refused", `${name} by ${role.name}: ${status}`);
          if (may && status !== 200) found.add("refused", `${name} by ${role.name}: ${status}`);
        }
        if (sizes[size].byOne && role !== comparing(operation)) return;
        // Whoever is of both may choose either.
        const nouns = role.isOfBoth && access === "person" ? [] : nounsOf(make);
        for (const noun of nouns.length > 1 ? (["all", ...nouns] as const) : nouns) {
          const { status } = await compare(app, role, name, make, noun);
          // Whose team it is of nobody can say.
          if (!may && access !== "team" && status !== refusal) found.add("not refused", `${name} by ${role.name}: ${status}`);
        }
        for (const { name: parameter, noun } of queriesOf(operation)) {
          const withQuery = (ids: Ids) => {
            const request = make(ids);
            return { ...request, path: `${request.path}?${new URLSearchParams({ [parameter]: ids[noun] })}` };
          };
          await compare(app, role, `${name} with ${parameter}`, withQuery, noun);
        }
      }

      async function tryPage(app: App, role: Role, page: string): Promise<void> {
        if (!role.isPerson && role.name !== "nobody") return;
        const make = (ids: Ids): Request => ({ method: "GET", path: fill(page, ids) });
        if (sizes[size].byOne && role.isPerson && (role.name !== "a member" || nounsOf(make).length === 0)) return;
        for (const isRsc of sizes[size].byOne ? [false] : [false, true]) {
          await ask(app, role, make(mine.ids), mine.ids, isRsc);
          for (const noun of nounsOf(make)) await compare(app, role, page, make, noun, { isRsc });
        }
      }
    } finally {
      for (const app of others) await app.stop().finally(() => rmSync(app.dataDir, { recursive: true, force: true }));
      await hub.close();
    }

    /** The same ids and bodies do what they say for whom they belong to: what strangers were refused was there. */
    async function tryOwner(hub: Hub, owner: Owner, operations: readonly Operation[]): Promise<void> {
      const rank = ({ method, path }: Operation) =>
        path === "/api/v1/me/sign-out" || path === "/api/v1/me/password" ? 100 : method === "DELETE" ? 1 + removals.indexOf(path) : 0;
      for (const operation of operations.filter(({ path }) => path !== endless).toSorted((one, other) => rank(one) - rank(other))) {
        const { method, path, body } = requestOf(operation, owner.ids);
        const isPerson = operation.access === "person";
        const headers: Record<string, string> = isPerson ? { cookie: await newSession(hub, owner.admin), origin: hub.app.url } : {};
        const { status } = await patiently(() => call(hub.app, isPerson ? null : owner.key, method, path, body, headers));
        const expected = ownerIsRefused[nameOf(operation)];
        if (expected ? status !== expected : status >= 300) found.add("an owner is refused", `${nameOf(operation)}: ${status}`);
      }
    }
  },
};

/** What an owner's own calls come to, where they come to something else than a success. */
const ownerIsRefused: Record<string, number> = {
  // Only an address of a mailbox is confirmed.
  "POST /api/v1/destinations/{id}/verification": 409,
  // The team has one.
  "POST /api/v1/integrations/{integration}/credentials": 409,
  // Alerts happened in it.
  "DELETE /api/v1/environments/{id}": 409,
};

/** What must go before what it holds on to. */
const removals = ["subscriptions", "webhooks", "credentials", "channels", "destinations", "api-keys", "environments", "invitations"]
  .map((noun) => `/api/v1/${noun}/{id}`)
  .concat("/api/v1/teams/{id}/members/{user_id}", "/api/v1/teams/{id}", "/api/v1/members/{id}");

/** One's own ids, and one of them, or all, another's. */
const with_ = (own: Ids, others: Ids, noun: Noun | "all"): Ids => (noun === "all" ? others : { ...own, [noun]: others[noun] });

/** A text without what the request named, and without what is new in each answer: its id, and what a page's scripts are allowed by. */
function alike(text: string, headers: Headers, named: Ids): string {
  const nonce = /'nonce-([^']+)'/.exec(headers.get("content-security-policy") ?? "")?.[1];
  const sent = Object.entries(named).flatMap(([noun, one]) =>
    [one, encodeURIComponent(one), JSON.stringify(one).slice(1, -1)].map((form) => [noun, form] as const),
  );
  const requestId = headers.get("x-request-id");
  const hidden = [...(nonce ? [["nonce", nonce] as const] : []), ...(requestId ? [["request", requestId] as const] : []), ...sent];
  const rest = hidden.reduce((all, [word, one]) => all.replaceAll(one, `«${word}»`), text);
  // An export is called after its minute, and a page says when it asked.
  return rest.replace(/alerts-\d{4}-\d\d-\d\dT\d{4}Z/, "alerts").replace(/(dehydratedAt|dataUpdatedAt)(\\*":)\d+/g, "$1$2«now»");
}

/** Inline scripts that carry nothing of the page: React's and Next's own, which put a part that came late into its place. */
const ownScripts = /<script(?![^>]*\bsrc=)[^>]*>(?!\(?self\.__next_f)[^<]*<\/script>/g;

/** What a page says, in whatever order and however late its parts came, and however they are numbered. */
const wordsOf = (text: string): string => [...new Set(text.replace(ownScripts, "").match(/[\p{L}_«»-]{4,}/gu))].sort().join(" ");

const describeHeaders = (headers: Headers, named: Ids): string =>
  [...headers]
    .filter(([name]) => !["date", "x-request-id", "content-length", "etag"].includes(name))
    .map(([name, value]) => `${name}: ${alike(value, headers, named)}`)
    .join("\n");

function difference(one: Answer, other: Answer): string {
  let at = 0;
  while (at < one.text.length && one.text[at] === other.text[at]) at++;
  const around = ({ text }: Answer) => JSON.stringify(text.slice(Math.max(0, at - 80), at + 120));
  return `${one.status} ${around(one)}, ${other.status} ${around(other)}`;
}

const atOnce = 4;

async function inTurn(acts: readonly (() => Promise<void>)[]): Promise<void> {
  let next = 0;
  const work = async () => {
    for (let act = acts[next++]; act; act = acts[next++]) await act();
  };
  await Promise.all(Array.from({ length: atOnce }, work));
}

/** Every row of the database that has to do with an organization, once nothing of it is at work; not what the audit log says that another asked for. */
async function rowsOf(hub: Hub, { uuids }: Owner, other: Owner): Promise<string[]> {
  const tables = await hub.sql<{ name: string }>(
    "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE'",
  );
  const isAudit = (row: string) => row.startsWith("audit_entries ") && row.includes(`"organization_id": "${uuidOf(other.ids.org)}"`);
  const look = async () => {
    const rows: string[] = [];
    for (const { name } of tables) {
      const all = await hub.sql<{ row: string }>(`SELECT (to_jsonb(t) - 'last_used_at')::text AS row FROM ${name} t`);
      rows.push(...all.map(({ row }) => `${name} ${row}`).filter((row) => uuids.some((one) => row.includes(one)) && !isAudit(row)));
    }
    return rows.sort();
  };
  for (let last = await look(); ; ) {
    await wait(250);
    const now = await look();
    if (now.join() === last.join()) return now;
    last = now;
  }
}
