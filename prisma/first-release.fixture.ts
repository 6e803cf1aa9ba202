import type pg from "pg";
import { seal, sealedColumns } from "../lib/postgres/sealed";

const uuid = (n: number) => `01939b00-0000-7000-8000-${n.toString().padStart(12, "0")}`;

/** Rows of the first release's schema (`20261122061545_init`), as that release wrote them. Ids are UUIDs. */
export const firstRelease = {
  organization: uuid(1),
  user: uuid(2),
  environment: uuid(3),
  key: uuid(4),
  channels: [uuid(10), uuid(11)],
  hook: uuid(20),
  pager: uuid(21),
  subscription: uuid(30),
  alerts: { sent: uuid(40), failed: uuid(41), waiting: uuid(42), skipped: uuid(43), unrouted: uuid(44), unmatched: uuid(45) },
  deliveries: {
    sent: uuid(50),
    failed: uuid(51),
    waiting: uuid(52),
    skipped: uuid(53),
    paged: uuid(54),
    failedPage: uuid(55),
    waitingPage: uuid(56),
    skippedPage: uuid(57),
  },
  secrets: ["whsec_bmV3bmV3bmV3bmV3bmV3bmV3bmV3bmV3", "whsec_b2xkb2xkb2xkb2xkb2xkb2xkb2xkb2xk"],
  header: "Bearer of-the-first-release",
} as const;

const { organization, user, environment, key, channels, hook, pager, subscription, alerts, deliveries } = firstRelease;
const [payments, all] = channels;

/** The routing configuration of a version, as the planner reads it. */
const config = {
  version: 1,
  channels: [
    { id: payments, name: "Payments", pattern: "payment:.*", environmentId: null, enabled: true },
    { id: all, name: "Of production", pattern: ".*", environmentId: environment, enabled: false },
  ],
  subscriptions: [
    {
      id: subscription,
      name: "Payments to on-call",
      environmentId: null,
      enabled: true,
      channelIds: [payments],
      destinationIds: [hook, pager],
    },
  ],
  destinations: [
    { id: hook, name: "Hook", kind: "webhook", enabled: true, verified: true },
    { id: pager, name: "Pager", kind: "pagerduty", enabled: false, verified: true },
  ],
};

/** Seals with the keys of whoever runs it. The second signing secret counts until `oldUntil`. */
export async function seedFirstRelease(client: pg.Client, oldUntil: Date): Promise<void> {
  const insert = (table: string, ...rows: Record<string, unknown>[]) =>
    Promise.all(
      rows.map((row) => {
        const names = Object.keys(row);
        const text = `INSERT INTO ${table} (${names}) VALUES (${names.map((_, index) => `$${index + 1}`)})`;
        return client.query(text, Object.values(row));
      }),
    );
  const of = { organization_id: organization };
  const owner = (id: string) => ({ id, organizationId: organization });
  const at = (minute: number) => new Date(Date.UTC(2026, 10, 22, 7, minute));

  await insert("organizations", { id: organization, name: "Acme", config_version: 1, created_at: at(0) });
  await insert("users", { id: user, email: "ada@example.com", name: "Ada", password_hash: "$argon2id$v=19$x", created_at: at(0) });
  await insert("memberships", { ...of, user_id: user, role: "admin", created_at: at(0) });
  await insert("environments", { id: environment, ...of, slug: "production", name: "Production", created_at: at(1) });
  await insert("api_keys", {
    id: key,
    ...of,
    environment_id: environment,
    name: "Deploys",
    key_hash: Buffer.from("a hash"),
    last_four: "abcd",
    scopes: ["publish"],
    last_used_at: at(9),
    created_at: at(1),
  });
  const [first, second] = config.channels;
  for (const { id, name, pattern, environmentId, enabled } of [first, second].filter((one) => one !== undefined))
    await insert("channels", { id, ...of, environment_id: environmentId, name, pattern, enabled, created_at: at(2), updated_at: at(2) });
  const webhookConfig = {
    url: "https://hooks.example.com/acme",
    headers: {
      Authorization: { encrypted: seal(sealedColumns.destinationConfig, owner(hook), firstRelease.header, ["headers", "Authorization"]) },
    },
  };
  const routingKey = { encrypted: seal(sealedColumns.destinationConfig, owner(pager), "a".repeat(32), ["routing_key"]) };
  const [current, old] = firstRelease.secrets.map((secret) => seal(sealedColumns.destinationSigningSecrets, owner(hook), secret));
  const signing = [
    { encrypted: current, expires_at: null },
    { encrypted: old, expires_at: oldUntil.getTime() },
  ];
  const destination = { ...of, verified_at: at(3), created_at: at(3), updated_at: at(3) };
  await insert(
    "destinations",
    {
      id: hook,
      name: "Hook",
      kind: "webhook",
      config: JSON.stringify(webhookConfig),
      signing_secrets: JSON.stringify(signing),
      ...destination,
    },
    {
      id: pager,
      name: "Pager",
      kind: "pagerduty",
      config: JSON.stringify({ routing_key: routingKey, severity: "error" }),
      enabled: false,
      ...destination,
    },
  );
  await insert("destination_states", { destination_id: hook }, { destination_id: pager });
  await insert("subscriptions", { id: subscription, ...of, name: "Payments to on-call", created_at: at(4), updated_at: at(4) });
  await insert("subscription_channels", { subscription_id: subscription, channel_id: payments });
  await insert(
    "subscription_destinations",
    { subscription_id: subscription, destination_id: hook },
    { subscription_id: subscription, destination_id: pager },
  );
  await insert("config_versions", { ...of, version: 1, config: JSON.stringify(config), created_at: at(4) });
  const alert = (id: string, more: Record<string, unknown> = {}) => ({
    id,
    ...of,
    environment_id: environment,
    api_key_id: key,
    name: "payment:failed",
    // A number that a double would change, and an order that a sorted object would.
    payload: '{"z": 1.50, "a": 12345678901234567890}',
    source: "api",
    severity: "error",
    action: "trigger",
    dedup_key: `order ${id.slice(-2)}`,
    created_at: at(5),
    routed_at: at(6),
    config_version: 1,
    channel_ids: [payments],
    ...more,
  });
  await insert(
    "alerts",
    ...[alerts.sent, alerts.failed, alerts.waiting, alerts.skipped].map((id) => alert(id)),
    alert(alerts.unrouted, { routed_at: null, config_version: null, channel_ids: null }),
    alert(alerts.unmatched, { name: "deploy:done", channel_ids: [] }),
  );
  const delivery = (id: string, alertId: string, more: Record<string, unknown>) => ({
    id,
    ...of,
    alert_id: alertId,
    destination_id: hook,
    due_at: at(6),
    created_at: at(6),
    ...more,
  });
  const page = (id: string, alertId: string) =>
    delivery(id, alertId, { destination_id: pager, status: "skipped", reason: "destination_disabled" });
  await insert(
    "deliveries",
    delivery(deliveries.sent, alerts.sent, { status: "sent", attempt_count: 2, tries_used: 2, sent_at: at(7) }),
    delivery(deliveries.failed, alerts.failed, { status: "failed", reason: "http_410", attempt_count: 1, tries_used: 1 }),
    delivery(deliveries.waiting, alerts.waiting, { status: "pending", reason: "http_5xx", attempt_count: 1, tries_used: 1 }),
    delivery(deliveries.skipped, alerts.skipped, { status: "skipped", reason: "destination_unverified" }),
    {
      ...page(deliveries.paged, alerts.sent),
      sent_with: seal(sealedColumns.deliverySentWith, owner(pager), JSON.stringify({ routing_key: "a".repeat(32) })),
    },
    page(deliveries.failedPage, alerts.failed),
    page(deliveries.waitingPage, alerts.waiting),
    page(deliveries.skippedPage, alerts.skipped),
  );
  const attempt = (delivery_id: string, number: number, outcome: string, status_code: number, error: string | null) => ({
    delivery_id,
    number,
    started_at: at(6),
    finished_at: at(7),
    duration_ms: 12,
    outcome,
    status_code,
    error,
    response_excerpt: "said the receiver",
  });
  await insert(
    "attempts",
    attempt(deliveries.sent, 1, "http_5xx", 503, "The receiver is busy."),
    attempt(deliveries.sent, 2, "http_2xx", 200, null),
    attempt(deliveries.failed, 1, "http_410", 410, "The receiver is gone."),
    attempt(deliveries.waiting, 1, "http_5xx", 500, "The receiver is busy."),
  );
  await insert("idempotency_keys", {
    ...of,
    endpoint: "/api/v1/alerts",
    key: "k",
    request_hash: Buffer.from("h"),
    status_code: 202,
    response: "{}",
  });
  await insert("audit_entries", {
    id: uuid(60),
    ...of,
    actor: `user:${user}`,
    action: "channel.created",
    subject_id: payments,
    after: '{"name": "Payments"}',
    created_at: at(2),
  });
  await insert("captured_mails", {
    id: uuid(61),
    idempotency_key: "m",
    '"to"': "ada@example.com",
    subject: "Hello",
    text: "Hello",
    html: "<p>Hello</p>",
    created_at: at(8),
  });
}
