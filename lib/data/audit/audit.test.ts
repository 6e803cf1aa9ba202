import { expect, test } from "vitest";
import { readId, showId } from "../../domain/id";
import { db, pool } from "../../postgres/db";
import * as channels from "../channels/channels";
import { retryDeliveries, retryDelivery } from "../deliveries/retry";
import * as destinations from "../destinations/destinations";
import { revealSigningSecret, rotateSigningSecret } from "../destinations/signing-secret";
import * as environments from "../environments/environments";
import { newAlert, newOrganization, newRoute, publishAll, type TestOrganization } from "../organization.fixture";
import * as apiKeys from "../people/api-keys";
import * as subscriptions from "../subscriptions/subscriptions";

const secrets = {
  token: "Bearer s3cr3t-of-the-header",
  slack: "https://hooks.slack.com/services/T0/B0/s3cr3tpath",
  key: "s3cr3t0123456789abcdef0123456789",
};

const entriesOf = (of: TestOrganization) => db().auditEntry.findMany({ where: { organizationId: of.id }, orderBy: { id: "asc" } });

test("each change leaves one entry: who, what, before and after", async () => {
  const of = await newOrganization();
  const { channel, destination, subscription } = await newRoute(of);
  const environment = await environments.createEnvironment(of.admin, { slug: "production" });
  const key = await apiKeys.createApiKey(of.admin, { name: "Key", scopes: ["read"] });
  const alert = newAlert(of);
  await publishAll(of, [alert]);
  const delivery = await db().delivery.findFirstOrThrow({ where: { alertId: alert.id } });
  await pool().query("UPDATE deliveries SET status = 'failed' WHERE id = $1", [delivery.id]);
  const changes: [string, string, () => Promise<unknown>][] = [
    ["channel.updated", channel.id, () => channels.updateChannel(of.admin, channel.id, { name: "New" })],
    ["destination.updated", destination.id, () => destinations.updateDestination(of.admin, destination.id, { name: "New" })],
    ["subscription.updated", subscription.id, () => subscriptions.updateSubscription(of.admin, subscription.id, { name: "New" })],
    ["environment.updated", environment.id, () => environments.updateEnvironment(of.admin, environment.id, { name: "New" })],
    ["api_key.updated", key.id, () => apiKeys.updateApiKey(of.admin, key.id, { name: "New" })],
    ["destination.signing_secret_revealed", destination.id, () => revealSigningSecret(of.admin, destination.id)],
    ["destination.signing_secret_rotated", destination.id, () => rotateSigningSecret(of.admin, destination.id, 1)],
    ["delivery.retried", showId("dlv", delivery.id), () => retryDelivery(of.admin, showId("dlv", delivery.id))],
    [
      "deliveries.retried",
      showId("org", of.id),
      async () => {
        // One that matches nothing changes nothing.
        expect(await retryDeliveries(of.admin, { name: "payment:failed" })).toEqual({ count: 0 });
        await db().delivery.update({ where: { id: delivery.id }, data: { status: "failed" } });
        expect(await retryDeliveries(of.admin, { name: "payment:failed" })).toEqual({ count: 1 });
      },
    ],
    ["subscription.deleted", subscription.id, () => subscriptions.deleteSubscription(of.admin, subscription.id)],
    ["channel.deleted", channel.id, () => channels.deleteChannel(of.admin, channel.id)],
    ["destination.deleted", destination.id, () => destinations.deleteDestination(of.admin, destination.id)],
    ["environment.deleted", environment.id, () => environments.deleteEnvironment(of.admin, environment.id)],
    ["api_key.revoked", key.id, () => apiKeys.deleteApiKey(of.admin, key.id)],
  ];
  for (const [action, subject, change] of changes) {
    const before = await entriesOf(of);
    await change();
    const added = (await entriesOf(of)).slice(before.length);
    const uuid = (["chan", "dest", "sub", "env", "key", "dlv", "org"] as const).map((prefix) => readId(prefix, subject)).find(Boolean);
    expect(added, action).toMatchObject([{ action, actor: `user:${of.admin.id}`, subjectId: uuid }]);
    if (action.endsWith(".updated"))
      expect(added[0], action).toMatchObject({ before: { id: subject }, after: { id: subject, name: "New" } });
    if (action.endsWith(".deleted")) expect(added[0], action).toMatchObject({ before: { id: subject }, after: null });
  }
});

test("what is made is in the audit, and a key is named as the one who did it", async () => {
  const of = await newOrganization();
  const key = of.key("admin");
  const environment = await environments.createEnvironment(key, { slug: "production" });
  const entries = (await entriesOf(of)).filter(({ subjectId }) => subjectId === readId("env", environment.id));
  expect(entries).toMatchObject([{ actor: `key:${key.id}`, action: "environment.created", before: null, after: environment }]);
});

test("the making of an organization and of its first key is in the audit", async () => {
  const of = await newOrganization();
  const [organization, key] = await entriesOf(of);
  expect(organization).toMatchObject({ actor: "hotline", action: "organization.created", subjectId: of.id, after: { admin: of.email } });
  expect(key).toMatchObject({ actor: "hotline", action: "api_key.created", after: { name: "bootstrap", scopes: ["admin"] } });
  expect(JSON.stringify([organization, key])).not.toContain(of.apiKey);
});

test("no entry holds a secret: not of a config, not a key, not a signing secret", async () => {
  const of = await newOrganization();
  const { admin } = of;
  const webhook = await destinations.createDestination(admin, {
    name: "Hook",
    kind: "webhook",
    config: { url: "http://127.0.0.1:9/", headers: { Authorization: secrets.token } },
    enabled: true,
  });
  const made = [
    { kind: "slack", config: { webhook_url: secrets.slack } },
    { kind: "pagerduty", config: { routing_key: secrets.key, severity: "error" } },
  ];
  for (const { kind, config } of made) {
    const { id } = await destinations.createDestination(admin, { name: kind, kind, config, enabled: true });
    await destinations.updateDestination(admin, id, { config });
    await destinations.deleteDestination(admin, id);
  }
  const revealed = await revealSigningSecret(admin, webhook.id);
  const rotated = await rotateSigningSecret(admin, webhook.id, 1);
  const { key } = await apiKeys.createApiKey(admin, { name: "Key", scopes: ["admin"] });
  const text = JSON.stringify(await entriesOf(of));
  expect(text).toContain("destination.deleted");
  for (const secret of [...Object.values(secrets), "s3cr3t", revealed.secret, rotated.secret, key]) expect(text).not.toContain(secret);
});

test("a change that is refused leaves no entry", async () => {
  const of = await newOrganization();
  const { destination } = await newRoute(of);
  const before = await entriesOf(of);
  await expect(destinations.updateDestination(of.admin, destination.id, { config: { url: "nonsense" } })).rejects.toMatchObject({
    status: 422,
  });
  await expect(destinations.updateDestination(of.member, destination.id, { name: "New" })).rejects.toMatchObject({ status: 403 });
  await expect(channels.createChannel(of.admin, { name: "A", pattern: "a", environment: "x", enabled: true })).rejects.toMatchObject({
    status: 422,
  });
  expect(await entriesOf(of)).toEqual(before);
});
