import { once } from "node:events";
import { rmSync } from "node:fs";
import { createServer } from "node:net";
import { hostname } from "node:os";
import ipaddr from "ipaddr.js";
import { bootstrapApp, call, startApp } from "../e2e/app";
import { patiently } from "../e2e/patiently";
import { until } from "../e2e/until";
import { createOutbound } from "../lib/outbound/outbound";
import { formCount, guardedAnswer, hostOf, ports, publicAddresses, type Spelled, spell } from "./addresses";
import { type Answers, startDnsServer } from "./dns-server";
import { type Found, newFaults, pick, randomFrom, type Size } from "./suite";

// What faults/egress.ts runs in a network where every address is this machine's: whoever connects to anything connects to a listener here, which sees
// the address that was dialled. Prints what was found as JSON.

const sizes: Record<Size, { spelled: number; names: number; public: number; redirects: number; rebinding: number; perHub: number }> = {
  small: { spelled: 300, names: 60, public: 60, redirects: 20, rebinding: 5, perHub: 40 },
  full: { spelled: 12_000, names: 1_200, public: 300, redirects: 200, rebinding: 50, perHub: formCount },
};

/** What a request comes to that was not to be sent: no socket was opened for it. */
const refusals = ["blocked_address", "bad_url", "dns_nxdomain", "dns_servfail"];
/** Its settings allow what they can allow, so that the address alone decides. */
const rules = { allowCidrs: [], allowHttp: true, allowPorts: ports };

const writingOf = (address: string): string => ipaddr.process(address).toString();

async function run(size: Size, random: () => number): Promise<Found> {
  const sizeOf = sizes[size];
  const found = newFaults(10);
  const figures = {
    addresses: 0,
    names: 0,
    redirects: 0,
    rebinding: 0,
    public: 0,
    refused_wrongly: 0,
    through_the_hub: 0,
    canaries_reached: 0,
  };
  const reached: { address: string; port: number }[] = [];
  /** Those that may be. */
  const mayBe = new Set<string>();

  const redirectsTo = new Map<string, string>();
  const listeners = await Promise.all(
    ports.map(async (port) => {
      const server = createServer((socket) => {
        reached.push({ address: writingOf(socket.localAddress ?? "::"), port });
        socket.on("error", () => {});
        socket.once("data", (chunk) => {
          const to = redirectsTo.get(/^\w+ (\S+)/.exec(chunk.toString("latin1"))?.[1] ?? "");
          const head = to === undefined ? "200 OK" : `${pick(random, [301, 302, 303, 307, 308])} Elsewhere\r\nLocation: ${to}`;
          socket.end(`HTTP/1.1 ${head}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n`);
        });
      });
      server.listen(port, "::");
      await once(server, "listening");
      return server;
    }),
  );
  const zone = new Map<string, (family: 4 | 6) => Answers>();
  const dns = await startDnsServer(
    (name, family) => {
      if (name.endsWith("localhost") || name.startsWith("localhost.")) return { addresses: ["127.0.0.1", "::1"] };
      return zone.get(name)?.(family) ?? null;
    },
    { address: "127.0.0.1", port: 53 },
  );
  let names = 0;
  const named = (answers: Answers | ((family: 4 | 6) => Answers)): string => {
    const name = `n${names++}.egress.test`;
    zone.set(name, typeof answers === "function" ? answers : () => answers);
    return name;
  };
  const outbound = createOutbound({ ...rules, deadlineMs: 5_000 });
  const get = (url: string) => outbound.request({ url, method: "POST", headers: {}, body: "{}" });
  const refuse = async (form: string, url: string): Promise<void> => {
    const answer = await get(url);
    if (answer.ok || !refusals.includes(answer.outcome))
      found.add("not refused", `${form}: ${JSON.stringify(url)}: ${answer.ok ? answer.status : answer.outcome}`);
  };

  try {
    const spelled = spell(sizeOf.spelled, random);
    await each(spelled, atOnce, async ({ form, url }) => refuse(form, url));
    await each([`http://${hostname()}/`, `https://${hostname()}./`], atOnce, (url) => refuse("the machine's own name", url));
    figures.addresses = spelled.length;

    const open = publicAddresses(Math.max(sizeOf.public, 40), random);
    const guardedNames: Spelled[] = Array.from({ length: sizeOf.names }, () => {
      const form = pick(random, Object.keys(namings));
      const name = named((namings[form] as (typeof namings)[string])(guardedAnswer(random), () => pick(random, open), named));
      return { form: `a name with ${form}`, url: `${pick(random, ["http", "https"])}://${name}/` };
    });
    await each(guardedNames, atOnce, ({ form, url }) => refuse(form, url));
    figures.names = guardedNames.length;

    for (const address of open) mayBe.add(writingOf(address));
    await each(open.slice(0, sizeOf.public), atOnce, async (address) => {
      const host =
        random() < 0.5 ? hostOf(address) : named({ addresses: [address], ...(random() < 0.3 ? { aliases: ["a.egress.test"] } : {}) });
      const [scheme, port] = pick(random, [
        ["http", 80],
        ["https", 443],
        ["https", 8443],
      ] as const);
      const answer = await get(`${scheme}://${host}:${port}/`);
      const isReached = reached.some((one) => one.address === writingOf(address) && one.port === port);
      figures.public++;
      if (isReached) return;
      figures.refused_wrongly++;
      found.add("a public address was not reached", `${address} as ${host}: ${answer.ok ? answer.status : answer.outcome}`);
    });

    const targets = spell(sizeOf.redirects, random);
    await each(targets, atOnce, async ({ form, url }, index) => {
      // A line break would end the head.
      const location = url.replace(/[\r\n]/g, "");
      redirectsTo.set(`/redirect/${index}`, location);
      const from = pick(random, open);
      const answer = await get(`http://${hostOf(from)}/redirect/${index}`);
      // With a NUL in it, the head is none.
      const isExpected = answer.ok
        ? answer.status >= 300 && answer.status <= 399
        : location.includes("\0") && answer.outcome === "not_http";
      if (!isExpected) found.add("a redirect is no answer", `${form}: ${answer.ok ? answer.status : answer.outcome}`);
    });
    figures.redirects = targets.length;

    await each(
      Array.from({ length: sizeOf.rebinding }, () => guardedAnswer(random)),
      atOnce,
      async (guarded) => {
        const first = pick(random, open);
        const asked = { 4: 0, 6: 0 };
        const name = named((family) => ({ addresses: [asked[family]++ === 0 ? first : guarded] }));
        const [before, after] = [await get(`http://${name}/`), await get(`http://${name}/`)];
        if (!before.ok) found.add("a public address was not reached", `${first} before ${guarded}: ${before.outcome}`);
        if (after.ok || after.outcome !== "blocked_address")
          found.add("a name that is bound anew", `to ${guarded}: ${after.ok ? after.status : after.outcome}`);
      },
    );
    figures.rebinding = sizeOf.rebinding;

    const toTry = [...spell(sizeOf.perHub, random), ...guardedNames.slice(0, Math.ceil(sizeOf.perHub / 4))];
    figures.through_the_hub = await throughTheHub(toTry, `http://${hostOf(open[0] as string)}/hub`, found);

    const canaries = reached.filter(({ address }) => !mayBe.has(address));
    figures.canaries_reached = canaries.length;
    found.all(
      "a canary was reached",
      canaries.map(({ address, port }) => `${address} port ${port}`),
    );
    return { figures, faults: found.faults };
  } finally {
    await outbound.close();
    await dns.close();
    for (const server of listeners) server.close();
  }
}

/** How a name can lead to an address, by itself or beside public ones. */
const namings: Record<string, (guarded: string, open: () => string, named: (answers: Answers) => string) => Answers> = {
  "one address": (guarded) => ({ addresses: [guarded] }),
  "a public one before it": (guarded, open) => ({ addresses: [open(), guarded] }),
  "a public one behind it": (guarded, open) => ({ addresses: [guarded, open()] }),
  "many public ones": (guarded, open) => ({ addresses: [...Array.from({ length: 12 }, open), guarded] }),
  "an alias": (guarded) => ({ aliases: ["alias.egress.test"], addresses: [guarded] }),
  "aliases in a row": (guarded) => ({ aliases: ["a.egress.test", "b.example.com", "c.egress.test"], addresses: [guarded] }),
  "an alias of this machine": () => ({ aliases: ["localhost"], addresses: ["127.0.0.1", "::1"] }),
};

/** What destinations' URLs come to in a running app: one alert to all of them, and a test of some. How many were tried. */
async function throughTheHub(spelled: readonly Spelled[], open: string, found: ReturnType<typeof newFaults>): Promise<number> {
  const app = await startApp({ env: { EGRESS_ALLOW_CIDRS: "", EGRESS_ALLOW_HTTP: "1", EGRESS_ALLOW_PORTS: ports.join(",") } });
  try {
    const { api_key: key } = await bootstrapApp(app);
    const post = <Answer = { id: string }>(path: string, body: unknown) =>
      patiently(() => call<Answer>(app, key, "POST", `/api/v1/${path}`, body));
    const destinationOf = (name: string, url: string) =>
      post("destinations", { name: name.slice(0, 100), kind: "webhook", config: { url } });
    const { body: sent } = await destinationOf("Public", open);
    const formOf = new Map<string, Spelled>();
    await each(spelled, 4, async (one) => {
      const { status, body } = await destinationOf(one.form, one.url);
      if (status === 201) formOf.set(body.id, one);
      else if (status !== 422) found.add("a destination is answered otherwise", `${one.form}: ${status}`);
    });
    // An organization has three tests under way at once.
    await each(spelled.slice(0, 20), 3, async ({ form, url }) => {
      const { status, body } = await post<{ outcome: string }>("destinations/test", { kind: "webhook", config: { url } });
      if (status !== 422 && !refusals.includes(body.outcome)) found.add("a test was sent", `${form}: ${status} ${JSON.stringify(body)}`);
    });
    const { body: channel } = await post("channels", { name: "All", pattern: ".*" });
    const ids = [sent.id, ...formOf.keys()];
    await post("subscriptions", { name: "All", channel_ids: [channel.id], destination_ids: ids });
    const { body: alert } = await post("alerts", { name: "egress" });
    interface Shown {
      deliveries: { destination: { id: string }; status: string; attempts: { outcome: string | null }[] }[];
    }
    const { deliveries } = await until(
      async () => (await call<Shown>(app, key, "GET", `/api/v1/alerts/${alert.id}`)).body,
      (shown) =>
        shown.deliveries.length === ids.length && shown.deliveries.every(({ attempts }) => attempts.some(({ outcome }) => outcome)),
      60_000,
    );
    for (const { destination, status, attempts } of deliveries) {
      const one = formOf.get(destination.id);
      if (!one && status !== "sent") found.add("a public address was not reached", `by a delivery: ${attempts[0]?.outcome}`);
      else if (one && attempts.some(({ outcome }) => outcome && !refusals.includes(outcome)))
        found.add("a delivery was sent", `${one.form}: ${one.url}: ${attempts[0]?.outcome}`);
    }
    return spelled.length;
  } finally {
    await app.stop();
    rmSync(app.dataDir, { recursive: true, force: true });
  }
}

const atOnce = 16;

/** For each item, so many at once. */
async function each<Item>(items: readonly Item[], workers: number, act: (item: Item, index: number) => Promise<void>): Promise<void> {
  let next = 0;
  const work = async () => {
    while (next < items.length) {
      const index = next++;
      await act(items[index] as Item, index);
    }
  };
  await Promise.all(Array.from({ length: workers }, work));
}

const [size, seed] = process.argv.slice(2);
console.log(JSON.stringify(await run(size as Size, randomFrom(Number(seed)))));
process.exit(0);
