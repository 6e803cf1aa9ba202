import { once } from "node:events";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { type App, call } from "./app";

const incident = { incident: { status: "acknowledged", assignments: [], escalation_policy: { summary: "Ops on call" } } };

/** A tool that Hotline may ask: it answers as PagerDuty's API does. */
export async function startTool(): Promise<{ settings: Record<string, string>; close(): void }> {
  const server = createServer((request, response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(JSON.stringify(request.url?.startsWith("/incidents/") ? incident : { abilities: [] }));
  }).listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return { settings: { PAGERDUTY_API_URL: `http://127.0.0.1:${port}` }, close: () => server.close() };
}

interface Event {
  status: string;
  cause: string | null;
  moments: { enrichment: string | null }[];
}

interface Steps {
  app: Pick<App, "url">;
  api<Answer>(method: string, path: string, body?: unknown): Promise<Answer>;
  poll<T>(ms: number, ask: () => Promise<T | null>): Promise<T>;
}

/** Longest wait for a function, in milliseconds. */
const patienceMs = 30_000;
const unsigned = 3;

/** Has the server run what happens to moments in the background; resolves with how long each took, in milliseconds. Throws when something did not happen. */
export async function checkMomentFunctions({ app, api, poll }: Steps): Promise<{ enriched_ms: number; retried_ms: number }> {
  const { id: team_id } = await api<{ id: string }>("POST", "/api/v1/teams", { name: "On call" });
  await api("POST", "/api/v1/integrations/pagerduty/credentials", { team_id, config: { api_key: "a-read-only-key" } });
  const make = async (body: object) =>
    new URL((await api<{ url: string }>("POST", "/api/v1/webhooks", { team_id, label: "Of the test", ...body })).url).pathname;
  const post = async (path: string, body: unknown, headers: Record<string, string> = {}) =>
    (await call<{ id?: string; event_id?: string }>(app, null, "POST", path, body, headers)).body;
  const event = (id: string | undefined) => api<Event>("GET", `/api/v1/events/${id}`);

  const asked = Date.now();
  const data = { id: "QINC1", title: "Checkout is down", urgency: "high" };
  const paged = await post(await make({ integration: "pagerduty" }), { event: { id: "01", event_type: "incident.triggered", data } });
  await poll(patienceMs, async () => (await event(paged.id)).moments[0]?.enrichment?.includes("Ops on call") || null);
  const enriched_ms = Date.now() - asked;

  const github = await make({ integration: "github", signing_secret: "a secret of GitHub" });
  const repository = { full_name: "acme/shop" };
  const ids = await Promise.all(
    Array.from({ length: unsigned }, async (_, id) => {
      const body = { deployment_status: { state: "failure" }, deployment: { id }, repository };
      return (await post(github, body, { "x-github-event": "deployment_status", "x-github-delivery": `delivery ${id}` })).event_id;
    }),
  );
  const { cause } = await event(ids[0]);
  const retried = Date.now();
  const { count } = await api<{ count: number }>("POST", "/api/v1/events/retry", { cause });
  if (count !== unsigned) throw new Error(`${count} events were retried instead of ${unsigned}`);
  await poll(patienceMs, async () => (await Promise.all(ids.map(event))).every(({ status }) => status === "success") || null);
  return { enriched_ms, retried_ms: Date.now() - retried };
}
