import { randomUUID } from "node:crypto";
import { v7 } from "uuid";
import { newId, timeOf } from "../domain/id";
import type { Actor, Scope } from "../domain/people/actor";
import { acceptAlerts, type NewAlert } from "../engine/publish/store-alerts";
import { routeAlerts } from "../engine/route/route-alerts";
import { bootstrap } from "../identity/first-organization";
import { db } from "../postgres/db";
import { createChannel } from "./channels/channels";
import { createDestination } from "./destinations/destinations";
import { createSubscription } from "./subscriptions/subscriptions";

/** An organization of a test's own, and who may ask for it. */
export interface TestOrganization {
  /** A UUID. */
  id: string;
  admin: Extract<Actor, { type: "user" }>;
  member: Extract<Actor, { type: "user" }>;
  key(...scopes: Scope[]): Extract<Actor, { type: "key" }>;
  /** The text of a key with scope admin. */
  apiKey: string;
  email: string;
  memberEmail: string;
  password: string;
}

/** One after the other: tests that begin together would wait for this process's few connections. */
let last: Promise<unknown> = Promise.resolve();
export function newOrganization(): Promise<TestOrganization> {
  const made = last.then(makeOrganization);
  last = made.catch(() => {});
  return made;
}

async function makeOrganization(): Promise<TestOrganization> {
  const name = randomUUID();
  const email = `${name}@example.com`;
  const password = "correct horse battery";
  const { organizationId, userId, apiKey } = await bootstrap({ organization: name, email, password }, { force: true });
  const { passwordHash } = await db().user.findUniqueOrThrow({ where: { id: userId } });
  const memberId = newId();
  const memberEmail = `member-${email}`;
  await db().user.create({
    data: {
      id: memberId,
      email: memberEmail,
      name: "Member",
      passwordHash,
      memberships: { create: { organizationId, role: "member" } },
    },
  });
  return {
    id: organizationId,
    admin: { type: "user", id: userId, organizationId, role: "admin" },
    member: { type: "user", id: memberId, organizationId, role: "member" },
    key: (...scopes) => ({ type: "key", id: newId(), organizationId, scopes, environmentId: null }),
    apiKey,
    email,
    memberEmail,
    password,
  };
}

/** An alert, ready to be stored. Its id is of its time. */
export function newAlert({ id: organizationId }: { id: string }, more: Partial<NewAlert> = {}): NewAlert {
  const id = more.createdAt ? v7({ msecs: more.createdAt.getTime() }) : newId();
  return {
    id,
    organizationId,
    environmentId: null,
    apiKeyId: null,
    name: "payment:failed",
    payload: "{}",
    source: "api",
    severity: null,
    action: "trigger",
    dedupKey: null,
    replayOf: null,
    eventId: null,
    createdAt: timeOf(id),
    ...more,
  };
}

/** Routes until nothing of this organization waits: other tests route in the same database, and may be at work on it. */
export async function routeAll({ id: organizationId }: { id: string }): Promise<void> {
  for (const until = Date.now() + 60_000; ; ) {
    await routeAlerts();
    if ((await db().alert.count({ where: { organizationId, routedAt: null } })) === 0) return;
    if (Date.now() > until) throw new Error("alerts are still not routed");
  }
}

/** Stores alerts and routes them. */
export async function publishAll(of: { id: string }, alerts: readonly NewAlert[]): Promise<void> {
  await acceptAlerts(alerts);
  await routeAll(of);
}

/** A channel, a webhook destination, and a subscription from one to the other. */
export async function newRoute(of: TestOrganization, { pattern = ".*", url = "http://127.0.0.1:9/hook", kind = "webhook" } = {}) {
  const channel = await createChannel(of.admin, { name: "Everything", pattern, enabled: true });
  const configs: Record<string, Record<string, unknown>> = {
    email: { address: "oncall@example.com" },
    slack: { webhook_url: "https://hooks.slack.com/services/T0/B0/abcdefghijkl" },
    pagerduty: { routing_key: "a".repeat(32), severity: "error" },
    webhook: { url },
  };
  const config = configs[kind] ?? {};
  const destination = await createDestination(of.admin, { name: "Hook", kind, config, enabled: true });
  const subscription = await createSubscription(of.admin, {
    name: "All",
    channel_ids: [channel.id],
    destination_ids: [destination.id],
    enabled: true,
  });
  return { channel, destination, subscription };
}
