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
    channels: ["run:failed", "run:cancelled", "deploy:failed", "deploy:succeeded", "Payments"],
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
const team: DemoKind[] = ["slack", "webhook"];

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
      reaches: team,
    },
    {
      body: { name: "deploy:failed", payload: { ...build, env_id: "staging", error: "Health check failed: 503" } },
      environment: "staging",
      reaches: team,
    },
    {
      body: { name: "deploy:succeeded", payload: { ...build, env_id: "production", project_name: "storefront" } },
      environment: "production",
      reaches: team,
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
    { body: { name: "payment:failed" }, environment: null, reaches: team },
    { body: { name: "other:thing", payload: { note: "no channel matches this name" } }, environment: null, reaches: [] },
  ];
}

interface Named {
  id: string;
  name: string;
}

/** Gives an organization that has its system channels only the demo's configuration. */
export async function seedDemo(call: CallApi, configs: DemoConfigs): Promise<void> {
  for (const environment of environments) await call("POST", "/api/v1/environments", environment);
  await call("POST", "/api/v1/channels", payments);
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
}
