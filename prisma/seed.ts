/** Calls the HTTP API as an admin and resolves with the answer's body; throws on anything but a success. */
export type CallApi = <Answer>(method: "GET" | "POST", path: string, body: unknown) => Promise<Answer>;

export type DemoKind = "email" | "slack" | "pagerduty" | "webhook";

/** Where the demo's destinations lead, one config a kind. */
export type DemoConfigs = Record<DemoKind, Record<string, unknown>>;

const environments = [
  { slug: "production", name: "Production" },
  { slug: "staging", name: "Staging" },
];

const payments = { name: "Payments", pattern: "payment:.*", description: "Anything that went wrong, or right, with money" };

const moments = { name: "Moments", pattern: "moment:.*", description: "What the teams' tools and scripts posted" };

const team = "Platform";
const webhooks = [
  { label: "Deploybot", integration: "custom" },
  { label: "Datadog", integration: "datadog" },
] as const;

const destinations: Record<DemoKind, string> = {
  email: "On-call mailbox",
  slack: "#alerts",
  pagerduty: "Primary on-call",
  webhook: "Incident bot",
};

/** Each names a channel by its name, a destination by its kind. Both ask for #alerts: it still gets an alert once. */
const subscriptions: { name: string; environment?: string; channels: string[]; kinds: DemoKind[] }[] = [
  {
    name: "Everything to the team",
    channels: ["run:failed", "run:cancelled", "deploy:failed", "deploy:succeeded", "Payments", "Moments"],
    kinds: ["slack", "webhook"],
  },
  {
    name: "Production pages on-call",
    environment: "production",
    channels: ["run:failed", "deploy:failed", "Payments"],
    kinds: ["email", "pagerduty", "slack"],
  },
];

export interface DemoAlert {
  /** The body of `POST /api/v1/alerts`. */
  body: { name: string; environment?: string; severity?: string; payload?: Record<string, unknown> };
  environment: string | null;
  /** The kinds it must reach, each once; sorted. */
  reaches: DemoKind[];
}

const everyone: DemoKind[] = ["email", "pagerduty", "slack", "webhook"];
const chat: DemoKind[] = ["slack", "webhook"];

/** What the demo publishes, and what the configuration above makes of it. */
export function demoAlerts(at: Date): DemoAlert[] {
  const timestamp = at.toISOString();
  const run = { run_id: "run_8c41", timestamp };
  const build = { build_id: "build_2207", timestamp };
  return [
    {
      body: {
        name: "run:failed",
        payload: { ...run, env_id: "production", error: { name: "TimeoutError", message: "No answer in 30 s" } },
      },
      environment: "production",
      reaches: everyone,
    },
    {
      body: { name: "run:cancelled", payload: { ...run, env_id: "production", reason: "Superseded by run_8c42" } },
      environment: "production",
      reaches: chat,
    },
    {
      body: { name: "deploy:failed", payload: { ...build, env_id: "staging", error: "Health check failed: 503" } },
      environment: "staging",
      reaches: chat,
    },
    {
      body: { name: "deploy:succeeded", payload: { ...build, env_id: "production", project_name: "storefront" } },
      environment: "production",
      reaches: chat,
    },
    {
      body: {
        name: "payment:failed",
        environment: "production",
        severity: "critical",
        payload: { order: "4711", amount: 129.9, currency: "EUR", error: "card_declined" },
      },
      environment: "production",
      reaches: everyone,
    },
    { body: { name: "payment:failed" }, environment: null, reaches: chat },
    { body: { name: "other:thing", payload: { note: "no channel matches this name" } }, environment: null, reaches: [] },
  ];
}

export interface DemoMoment {
  /** The label of the webhook that it is posted to. */
  webhook: (typeof webhooks)[number]["label"];
  body: Record<string, unknown>;
  /** The alert that it becomes; null for what breaks the contract, whose reason then names `fault`. */
  alert: (Pick<DemoAlert, "environment" | "reaches"> & { name: string }) | null;
  fault?: string;
}

/** What the demo posts to its webhooks: one good request of each, and one that lacks its type. */
export function demoMoments(at: Date): DemoMoment[] {
  return [
    {
      webhook: "Deploybot",
      body: {
        name: "Rolled back storefront",
        type: "Incident",
        source: "Deploybot",
        source_url: "https://deploybot.example.com/builds/2207",
        description: "The new version answered **503** on every fifth request.\n\n- build: `2207`\n- back on: `2206`",
        occurred_at: new Date(at.getTime() - 90_000).toISOString(),
      },
      alert: { name: "moment:custom:incident", environment: null, reaches: chat },
    },
    {
      webhook: "Datadog",
      body: {
        id: "7411206",
        title: "[Triggered on {host:web-1}] High latency on checkout",
        body: "%%%\np95 latency is **2.4 s**, over 2 s for 5 minutes.\n%%%",
        link: "https://app.datadoghq.com/monitors/4711",
        date: String(at.getTime() - 30_000),
        event_type: "query_alert_monitor",
        alert_id: "4711",
        alert_cycle_key: "2207001",
        alert_transition: "Triggered",
        alert_type: "error",
        alert_priority: "P3",
        tags: "env:production,service:checkout",
        hostname: "web-1",
      },
      alert: { name: "moment:datadog:alert", environment: "production", reaches: chat },
    },
    {
      webhook: "Deploybot",
      body: { name: "Deployed storefront", source: "Deploybot", occurred_at: "2023-04-01 12:31:26" },
      alert: null,
      fault: "type",
    },
  ];
}

interface Named {
  id: string;
  name: string;
}

/** A webhook of the demo's team, with its whole URL. */
export interface DemoWebhook {
  label: string;
  url: string;
}

/** Gives an organization that has its system channels only the demo's configuration; resolves with its webhooks. */
export async function seedDemo(call: CallApi, configs: DemoConfigs): Promise<DemoWebhook[]> {
  for (const environment of environments) await call("POST", "/api/v1/environments", environment);
  for (const channel of [payments, moments]) await call("POST", "/api/v1/channels", channel);
  const { data: channels } = await call<{ data: Named[] }>("GET", "/api/v1/channels", undefined);
  const channelIds = new Map(channels.map(({ id, name }) => [name, id]));
  const destinationIds = new Map<DemoKind, string>();
  for (const kind of everyone) {
    const { id } = await call<Named>("POST", "/api/v1/destinations", { name: destinations[kind], kind, config: configs[kind] });
    destinationIds.set(kind, id);
  }
  for (const { name, environment, channels, kinds } of subscriptions) {
    await call("POST", "/api/v1/subscriptions", {
      name,
      environment,
      channel_ids: channels.map((channel) => channelIds.get(channel)),
      destination_ids: kinds.map((kind) => destinationIds.get(kind)),
    });
  }
  const { id: teamId } = await call<Named>("POST", "/api/v1/teams", { name: team });
  const made: DemoWebhook[] = [];
  for (const webhook of webhooks) made.push(await call<DemoWebhook>("POST", "/api/v1/webhooks", { ...webhook, team_id: teamId }));
  return made;
}
