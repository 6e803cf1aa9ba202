import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { readFileSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import path from "node:path";
import { type App, call, startApp } from "../e2e/app";
import { patiently } from "../e2e/patiently";
import { sessionOf, signIn } from "../e2e/session";
import { startSmtpSink } from "../e2e/sink";
import { until } from "../e2e/until";
import { fill, furnish, type Ids, nounsOf, requestOf, uuidOf } from "./belongings";
import { startHub } from "./hub";
import { readBuild, readOperations } from "./operations";
import { newFaults, type Suite } from "./suite";

/** Everywhere that a secret could have come to: what a place is called, and what stands there. */
interface Seen {
  place: string;
  text: string;
}

interface Secret {
  name: string;
  text: string;
  /** Where it is on purpose; all other places must be without it. */
  places: readonly RegExp[];
}

/** Where anybody who holds a secret gives it. */
const receiver = (vendor: string) => new RegExp(`^receiver ${vendor}$`);
/** Decision 0037: whole for who may change it, and not encrypted at rest. */
const urlPlaces = [
  /^answer to (an admin|a key of scope admin): \w+ \/api\/v1\/(destinations|subscriptions|deliveries|alerts|explain|audit)/,
  /^page for an admin: \/alerts/,
  /^table (destinations|config_versions)$/,
  receiver("hook"),
];
/** Decision 0016: whole for keys of scope admin, in the answer that made it, and where it is revealed; 0031: in a body that repeats it, as it came, for who may reveal it. */
const hookPlaces = [
  /^answer to a key of scope admin: \w+ \/api\/v1\/(webhooks|events)/,
  /^answer to an admin: (POST \/api\/v1\/webhooks|GET \/api\/v1\/events\/\{id\})/,
  /^page for an admin: \/integrations\/events\/\[id\]/,
  /^table events, body$/,
];

/** A text that stands nowhere by chance, with marks that each writing escapes in its own way. */
const canary = (marks = ""): string => `canary${randomUUID().replaceAll("-", "")}${marks}`;
const marks = `+/=&<"\\%`;

export const secrets: Suite = {
  name: "secrets",
  promise:
    "a secret is where it was given to, where it must be used, and where policy shows it: in no other answer, page, log, mail, export, event or table",
  async run({ size, say }) {
    const found = newFaults();
    const figures = { secrets: 0, places: 0, bytes: 0, forms: 0, on_purpose: 0, hits: 0 };
    const seen: Seen[] = [];
    const all: Secret[] = [];
    const secret = (name: string, text: string, places: readonly RegExp[] = []): string => {
      all.push({ name, text, places });
      return text;
    };

    // A tool that says back what it was sent, as some do in their errors.
    const told: string[] = [];
    const tool = createServer((request, response) => {
      const parts: Buffer[] = [];
      request.on("data", (part: Buffer) => parts.push(part));
      request.on("end", () => {
        const text = `${request.url} ${JSON.stringify(request.headers)} ${Buffer.concat(parts)}`;
        told.push(text);
        response.writeHead(403).end(`You sent ${text}`);
      });
    }).listen(0, "127.0.0.1");
    await once(tool, "listening");
    const toolUrl = `http://127.0.0.1:${(tool.address() as AddressInfo).port}`;
    const smtp = await startSmtpSink({ user: { name: "hotline", password: secret("the SMTP password", canary("+/=&<")) } });
    const smtpPassword = all[0]?.text ?? "";
    const hub = await startHub({
      LOG_LEVEL: "trace",
      RESEND_API_KEY: "",
      SMTP_URL: `smtp://hotline:${encodeURIComponent(smtpPassword)}@127.0.0.1:${smtp.port}`,
      DATADOG_API_URL: toolUrl,
      METRICS_TOKEN: secret("METRICS_TOKEN", canary()),
      GITHUB_ID: "faults",
      GITHUB_SECRET: secret("GITHUB_SECRET", canary()),
      NEXTAUTH_SECRET: secret("NEXTAUTH_SECRET", canary(marks)),
      ENCRYPTION_KEYS: `k1:${secret("ENCRYPTION_KEYS", Buffer.alloc(32, randomUUID()).toString("base64"))}`,
    });
    const peers: App[] = [];
    try {
      secret("the key that everything is made with", hub.key);
      secret("the database's password", new URL(hub.databaseUrl).password);
      secret("the Slack webhook", "sinkSinkSinkSinkSinkSink", [receiver("slack")]);
      const owner = await furnish(hub, hub.key);
      const session = async (id: string) => ({ cookie: await sessionOf(uuidOf(id), 1, hub.env.NEXTAUTH_SECRET), origin: hub.app.url });
      const byKey = (key: string) => ({ authorization: `Bearer ${key}` });
      const roles: Record<string, Record<string, string>> = {
        "an admin": await session(owner.admin),
        "a member": await session(owner.member),
        "a key of scope admin": byKey(hub.key),
      };
      /** A call whose answer is kept, headers too. `route` is the path as it is declared. */
      const act = async <Answer = Record<string, string>>(
        role: string,
        method: string,
        route: string,
        body?: unknown,
        ids: Ids = owner.ids,
        app: App = hub.app,
      ) => {
        const answer = await patiently(() =>
          call<Answer>(app, null, method, route.startsWith("/api") ? fill(route, ids) : route, body, roles[role] ?? {}),
        );
        const place = `answer to ${role}: ${method} ${route.startsWith("/moment") ? "/moment/{token}" : route}`;
        seen.push({ place, text: JSON.stringify([answer.body, [...answer.headers]]) });
        return answer;
      };
      const admin = "a key of scope admin";
      const made = async <Answer extends { id: string } = { id: string; key: string; url: string }>(
        noun: string,
        body: unknown,
      ): Promise<Answer> => {
        const { status, body: answer } = await act<Answer>(admin, "POST", `/api/v1/${noun}`, body);
        if (status !== 201) throw new Error(`${noun}: ${status} ${JSON.stringify(answer)}`);
        return answer;
      };

      // API keys are shown by the answer that makes them.
      const reader = await made("api-keys", { name: "Reader", scopes: ["read"] });
      roles["a key of scope read"] = byKey(
        secret("an API key", reader.key, [/^answer to a key of scope admin: POST \/api\/v1\/api-keys$/]),
      );
      const listening = Object.entries(roles).map(([role, headers]) =>
        listen(hub.app, headers, (text) => seen.push({ place: `stream for ${role}`, text })),
      );

      // Destinations, whose receivers repeat what they were sent.
      const header = secret("a destination's header", canary(`+/=&<"`), [receiver("hook")]);
      const hook = `/hook/${secret("a destination's URL", canary(), urlPlaces)}`;
      const routingKey = secret("a PagerDuty routing key", randomUUID().replaceAll("-", ""), [receiver("pagerduty")]);
      const ids = { ...owner.ids };
      const webhook = await made("destinations", {
        name: "Hook",
        kind: "webhook",
        config: { url: hub.sink.url(hook), headers: { authorization: `Bearer ${header}` } },
      });
      const pagerduty = await made("destinations", {
        name: "Pager",
        kind: "pagerduty",
        config: { routing_key: routingKey, severity: "error" },
      });
      const slack = await made("destinations", { name: "Slack", kind: "slack", config: { webhook_url: hub.sink.urls.slack } });
      const repeating = {
        [hook]: [header, hook.slice(6)],
        "/v2/enqueue": [routingKey],
        [new URL(hub.sink.urls.slack).pathname]: ["sinkSinkSinkSinkSinkSink"],
      };
      for (const [place, own] of Object.entries(repeating)) {
        const body = `You sent ${own.flatMap(writingsOf).join(" ")}`;
        hub.sink.script(
          place,
          Array.from({ length: 6 }, () => ({ status: 400, body })),
        );
      }
      const channel = await made("channels", { name: "Secrets", pattern: "secrets:.*" });
      await made("subscriptions", { name: "Secrets", channel_ids: [channel.id], destination_ids: [webhook.id, pagerduty.id, slack.id] });
      ids.dest = webhook.id;
      const { body: alert } = await act(admin, "POST", "/api/v1/alerts", { name: "secrets:sent" });
      interface Alert {
        deliveries: { id: string; attempts: { outcome: string | null }[] }[];
      }
      const tried = async () => (await call<Alert>(hub.app, hub.key, "GET", `/api/v1/alerts/${alert.id}`)).body;
      const { deliveries } = await until(
        tried,
        (one) => one.deliveries?.length > 2 && one.deliveries.every(({ attempts }) => attempts.some(({ outcome }) => outcome)),
        60_000,
      );
      Object.assign(ids, { alert: alert.id, dlv: deliveries[0]?.id });
      await act(admin, "POST", "/api/v1/deliveries/{id}/retry", {}, ids);
      await act(admin, "POST", "/api/v1/alerts/{id}/replay", {}, ids);
      for (const dest of [webhook.id, pagerduty.id, slack.id]) {
        const of = { ...ids, dest };
        await act("an admin", "POST", "/api/v1/destinations/{id}/test", {}, of);
        const { body: shown } = await act("an admin", "GET", "/api/v1/destinations/{id}", undefined, of);
        await act(
          "an admin",
          "PATCH",
          "/api/v1/destinations/{id}",
          { name: "Renamed", config: (shown as { config?: unknown }).config },
          of,
        );
      }
      // What signs: given to who verifies, and shown to who asks for it.
      const signing = [/^answer to (an admin|a key of scope admin): \w+ \/api\/v1\/destinations\/\{id\}\/signing-secret/];
      const { body: signs } = await act<{ secret: string }>(admin, "GET", "/api/v1/destinations/{id}/signing-secret", undefined, ids);
      const { body: signsAnew } = await act<{ secret: string }>(admin, "POST", "/api/v1/destinations/{id}/signing-secret/rotate", {}, ids);
      for (const text of [signs.secret, signsAnew.secret]) secret("a signing secret", text.replace("whsec_", ""), signing);

      // A team's webhook, whose sender repeats its URL and sends secrets of its own.
      const door = await made("webhooks", {
        team_id: ids.team,
        label: "Door",
        integration: "custom",
        signature_mode: "observe",
        signing_secret: `whsec_${secret("a sender's signing secret", Buffer.from(randomUUID()).toString("base64"))}`,
      });
      const token = secret("a webhook's token", door.url.split("/").at(-1) ?? "", hookPlaces);
      const sent = {
        name: `Deployed by ${door.url}`,
        type: "Incident",
        source: token,
        source_url: `https://example.com/?from=${encodeURIComponent(door.url)}`,
      };
      const carried = Object.fromEntries(
        ["authorization", "cookie", "x-api-key", "x-hub-signature-256", "proxy-authorization", "x-auth-token"].map((name) => [
          name,
          secret(`a header ${name}`, canary()),
        ]),
      );
      const post = async (body: unknown) => {
        const answer = await patiently(() =>
          call(hub.app, null, "POST", `/moment/${token}`, body, {
            ...carried,
            "user-agent": `Deploybot (${door.url})`,
            "x-from": door.url,
          }),
        );
        seen.push({ place: "answer to a sender: POST /moment/{token}", text: JSON.stringify(answer.body) });
        return /event_\w+/.exec(JSON.stringify(answer.body))?.[0] ?? "";
      };
      await post(sent);
      ids.event = await post({
        name: sent.name,
        key: secret("an API key in a body", (await made("api-keys", { name: "Leaked", scopes: ["read"] })).key, [
          /^answer to a key of scope admin: POST \/api\/v1\/api-keys$/,
          /^table events, body$/,
        ]),
      });
      ids.hook = door.id;
      await act("an admin", "POST", "/api/v1/webhooks/{id}/reveal", undefined, ids);
      const { body: next } = await act(
        admin,
        "POST",
        "/api/v1/webhooks/{id}/rotate",
        { old_expires_at: new Date(Date.now() + 3_600_000).toISOString() },
        ids,
      );
      secret("a webhook's next token", (next.url ?? "").split("/").at(-1) ?? "", hookPlaces);
      for (const wrong of [
        `/moment/${token.slice(0, -3)}`,
        `/moment/${token}/nothing`,
        `/moment/x/${token}`,
        `/moment/${token}?again=${token}`,
      ])
        await act("nobody", "POST", wrong, sent);

      // A team's key to a tool.
      const toolKey = secret("a key to a tool", canary(), [receiver("tool")]);
      const { id: team } = await made("teams", { name: "Tools" });
      const credential = await made("integrations/datadog/credentials", {
        team_id: team,
        config: { api_key: toolKey, site: "datadoghq.eu" },
      });
      ids.cred = credential.id;
      await act(admin, "POST", "/api/v1/credentials/{id}/check", undefined, ids);
      await act("an admin", "PATCH", "/api/v1/credentials/{id}", { config: { api_key: "short", site: "nowhere" } }, ids);

      // People: an invitation, a password, a session, a link.
      const { url: link } = await made("invitations", { email: "new@example.com" });
      const invited = secret("an invitation's token", /token=(\w+)/.exec(link)?.[1] ?? "", [
        /^answer to a key of scope admin: POST \/api\/v1\/invitations$/,
        receiver("smtp"),
      ]);
      const password = secret("a password", canary(marks));
      await act("nobody", "POST", "/api/v1/invitations/find", { token: invited });
      await act("nobody", "POST", "/api/v1/invitations/accept", { token: invited, name: "New", password });
      const cookie = await signIn(hub.app.url, "new@example.com", password);
      secret("a session", cookie.split("=").at(-1) ?? "");
      roles["who is new"] = { cookie, origin: hub.app.url };
      const wrong = secret("a wrong password", canary(marks));
      await signIn(hub.app.url, "new@example.com", wrong).catch(() => {});
      await act("who is new", "POST", "/api/v1/me/password", { current_password: wrong, new_password: password });
      await act("nobody", "POST", "/api/v1/sign-in-links", { email: "new@example.com" });
      const mailed = await smtp.waitFor((mails) => mails.some(({ raw }) => /signin/.test(raw.replace(/=\r\n/g, ""))), 60_000);
      secret(
        "a sign-in link",
        /hl_signin_\w+/.exec(mailed.map(({ raw }) => raw.replace(/=\r\n/g, "").replaceAll("=3D", "=")).join(" "))?.[0] ?? "",
        [receiver("smtp")],
      );

      // What nobody can use, and the log must not keep.
      const stray = secret("what stands in a bad request", canary());
      for (const [method, route, body] of [
        ["GET", `/api/v1/alerts?token=${stray}`],
        ["POST", "/api/v1/destinations", `{"config": {"webhook_url": "${stray}`],
        ["GET", `/api/v1/nothing/${stray}`],
      ] as const)
        await patiently(() =>
          call(hub.app, null, method, route, body, { authorization: `Bearer hl_key_${stray}`, cookie: `next-auth.session-token=${stray}` }),
        );
      hub.proxy.set("refused");
      await call(hub.app, hub.key, "POST", "/api/v1/destinations", {
        name: "Away",
        kind: "pagerduty",
        config: { routing_key: routingKey, severity: "error" },
      }).catch(() => {});
      await call(hub.app, null, "POST", `/moment/${token}`, sent, carried).catch(() => {});
      hub.proxy.set("open");
      await until(
        () => call(hub.app, null, "GET", "/api/health/ready"),
        ({ status }) => status === 200,
        60_000,
      );

      if (size === "full") {
        // The other mailer, and an Inngest server.
        const resendKey = secret("RESEND_API_KEY", `re_${canary()}`, [receiver("resend")]);
        const eventKey = secret("INNGEST_EVENT_KEY", canary(), [receiver("tool")]);
        const inngest = {
          INNGEST_BASE_URL: toolUrl,
          INNGEST_EVENT_KEY: eventKey,
          INNGEST_SIGNING_KEY: secret("INNGEST_SIGNING_KEY", `signkey-test-${canary()}`),
        };
        const peer = await startApp({ env: { ...hub.env, SMTP_URL: "", RESEND_API_KEY: resendKey, ...inngest } });
        peers.push(peer);
        await act(admin, "POST", "/api/v1/alerts", { name: "secrets:sent" }, ids, peer);
        await act("nobody", "POST", `/moment/${token}`, { ...sent, name: "By Inngest" }, ids, peer);
        await act(admin, "POST", "/api/v1/invitations", { email: "another@example.com" }, ids, peer);
      }

      // Everything there is to read.
      const operations = await readOperations(hub.app.url);
      for (const role of Object.keys(roles)) {
        for (const operation of operations.filter(
          ({ method, path: at }) => method === "GET" && at.startsWith("/api/v1") && at !== "/api/v1/stream",
        ))
          await act(role, "GET", operation.path, requestOf(operation, ids).body, ids);
        for (const format of ["csv", "ndjson", "json"]) {
          const answer = await fetch(`${hub.app.url}/api/v1/alerts/export?format=${format}`, {
            headers: roles[role] as Record<string, string>,
          });
          seen.push({ place: `answer to ${role}: GET /api/v1/alerts/export`, text: await answer.text() });
        }
      }
      const pages = readBuild().pages.filter((page) => size === "full" || nounsOf((of) => fill(page, of)).length > 0);
      for (const role of ["an admin", "a member"])
        for (const page of pages)
          for (const rsc of size === "full" ? [{}, { rsc: "1" }] : [{}]) {
            const headers: Record<string, string> = { ...roles[role], ...(rsc as Record<string, string>) };
            const response = await fetch(`${hub.app.url}${fill(page, ids)}`, { redirect: "manual", headers });
            seen.push({ place: `page for ${role}: ${page}`, text: `${JSON.stringify([...response.headers])} ${await response.text()}` });
          }
      for (const stop of listening) stop();
      for (const app of [hub.app, ...peers]) seen.push({ place: "log", text: app.output() });
      seen.push({ place: "PostgreSQL's log", text: readFileSync(path.join(hub.app.dataDir, "postgres.log"), "utf8") });
      seen.push({ place: "figures", text: await (await fetch(`${hub.app.url}/metrics`)).text() });
      for (const { vendor, headers, path: at, body } of hub.sink.received())
        seen.push({ place: `receiver ${vendor}`, text: `${at} ${JSON.stringify(headers)} ${body}` });
      for (const text of told) seen.push({ place: "receiver tool", text });
      for (const { raw } of smtp.received()) seen.push({ place: "receiver smtp", text: raw.replace(/=\r\n/g, "").replaceAll("=3D", "=") });
      await readTables(hub.sql, seen);

      figures.secrets = all.length;
      figures.places = seen.length;
      figures.bytes = seen.reduce((sum, { text }) => sum + text.length, 0);
      for (const { name, text, places } of all) {
        if (text.length < 8) throw new Error(`${name} is too short to be looked for`);
        const forms = writingsOf(text);
        figures.forms += forms.length;
        const isUsed = new Set<RegExp>();
        for (const one of seen) {
          const form = forms.find((candidate) => one.text.includes(candidate));
          if (form === undefined) continue;
          const on = places.find((place) => place.test(one.place));
          if (on) isUsed.add(on);
          if (on) figures.on_purpose++;
          else {
            figures.hits++;
            const at = one.text.indexOf(form);
            found.add(`${name}, in ${one.place}`, JSON.stringify(one.text.slice(Math.max(0, at - 60), at)));
          }
        }
        // A receiver that never had it proves nothing.
        for (const place of places)
          if (place.source.startsWith("^receiver") && !isUsed.has(place)) found.add(`${name} was not used`, place.source);
      }
      say(`${all.length} secrets looked for in ${seen.length} places, ${Math.round(figures.bytes / 1_024)} KiB`);
      return { figures, faults: found.faults };
    } finally {
      for (const peer of peers) await peer.stop();
      await hub.close();
      await smtp.close();
      tool.closeAllConnections();
      tool.close();
    }
  },
};

/** Hears an event stream until it is told to stop. */
function listen(app: App, headers: Record<string, string>, hear: (text: string) => void): () => void {
  const controller = new AbortController();
  void (async () => {
    const response = await fetch(`${app.url}/api/v1/stream`, { headers, signal: controller.signal });
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) hear(new TextDecoder().decode(chunk));
  })().catch(() => {});
  return () => controller.abort();
}

/** A secret as JSON, a URL, HTML, base64 at each of its three offsets and hex write it. */
function writingsOf(text: string): string[] {
  const bytes = Buffer.from(text);
  const base64 = [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64");
    return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6));
  });
  const html = text.replaceAll("&", "&amp;").replaceAll("<", "&lt;").replaceAll('"', "&quot;");
  const json = JSON.stringify(text).slice(1, -1);
  const all = [text, json, JSON.stringify(json).slice(1, -1), encodeURIComponent(text), encodeURI(text), html];
  const hex = bytes.toString("hex");
  return [...new Set([...all, ...base64, ...base64.map((one) => one.replaceAll("+", "-").replaceAll("/", "_")), hex, hex.toUpperCase()])];
}

/** Every row of every table; what senders sent is a place of its own, as it came. */
async function readTables(sql: <Row extends Record<string, unknown>>(text: string) => Promise<Row[]>, seen: Seen[]): Promise<void> {
  const tables = await sql<{ name: string }>(
    "SELECT quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema = 'public'",
  );
  for (const { name } of tables) {
    for (const { row } of await sql<{ row: Record<string, unknown> }>(`SELECT to_jsonb(t) AS row FROM ${name} t`)) {
      const { body, ...rest } = row;
      seen.push({ place: `table ${name}`, text: JSON.stringify(name === "events" ? rest : row) });
      if (name === "events") seen.push({ place: "table events, body", text: JSON.stringify(body) });
    }
  }
}
