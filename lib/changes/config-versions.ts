import { z } from "zod";
import type { RoutingConfig } from "../domain/routing/routing";
import { oncePerProcess } from "../once-per-process";
import { db } from "../postgres/db";

const stored = z.object({
  version: z.number(),
  channels: z.array(
    z.object({ id: z.string(), name: z.string(), pattern: z.string(), environmentId: z.string().nullable(), enabled: z.boolean() }),
  ),
  subscriptions: z.array(
    z.object({
      id: z.string(),
      name: z.string(),
      environmentId: z.string().nullable(),
      enabled: z.boolean(),
      channelIds: z.array(z.string()),
      destinationIds: z.array(z.string()),
    }),
  ),
  destinations: z.array(z.object({ id: z.string(), name: z.string(), kind: z.string(), enabled: z.boolean(), verified: z.boolean() })),
});

/** Serialises changes of an organization's configuration: held until the transaction ends. First in each change. */
export async function lockConfig(organizationId: string): Promise<void> {
  await db().$executeRaw`SELECT 1 FROM organizations WHERE id = ${organizationId}::uuid FOR NO KEY UPDATE`;
}

/** Keeps the routing configuration as it is now as a new immutable version. Last in each change, in its transaction. */
export async function saveConfigVersion(organizationId: string): Promise<void> {
  const { configVersion: version } = await db().organization.update({
    where: { id: organizationId },
    data: { configVersion: { increment: 1 } },
    select: { configVersion: true },
  });
  const where = { organizationId };
  const orderBy = { id: "asc" } as const;
  const channels = await db().channel.findMany({ where, orderBy });
  const subscriptions = await db().subscription.findMany({
    where,
    orderBy,
    include: { channels: { orderBy: { channelId: "asc" } }, destinations: { orderBy: { destinationId: "asc" } } },
  });
  const destinations = await db().destination.findMany({ where: { organizationId, deletedAt: null }, orderBy });
  const config = {
    version,
    channels: channels.map(({ id, name, pattern, environmentId, enabled }) => ({ id, name, pattern, environmentId, enabled })),
    subscriptions: subscriptions.map(({ id, name, environmentId, enabled, channels, destinations }) => ({
      id,
      name,
      environmentId,
      enabled,
      channelIds: channels.map((row) => row.channelId),
      destinationIds: destinations.map((row) => row.destinationId),
    })),
    destinations: destinations.map(({ id, name, kind, enabled, verifiedAt }) => ({
      id,
      name,
      kind,
      enabled,
      verified: verifiedAt !== null,
    })),
  } satisfies RoutingConfig;
  await db().configVersion.create({ data: { organizationId, version, config } });
}

const configs = oncePerProcess<Map<string, RoutingConfig>>("configs", () => new Map());
/** What is remembered at most, in parts of configurations: with its compiled patterns and its plans, one of 500 channels takes several megabytes. */
const maxParts = 20_000;
/** An empty one and its plans count as so many. */
const leastParts = 100;
const partsOf = ({ channels, subscriptions, destinations }: RoutingConfig) =>
  leastParts + channels.length + subscriptions.length + destinations.length;

/** One version of an organization's routing configuration. Versions never change, so the last used are remembered. */
export async function loadConfig(organizationId: string, version: number): Promise<RoutingConfig> {
  const cache = configs();
  const key = `${organizationId} ${version}`;
  let config = cache.get(key);
  // A Map keeps its insertion order, so the first key is the one that was not used for longest.
  cache.delete(key);
  if (!config) {
    const row = await db().configVersion.findUniqueOrThrow({ where: { organizationId_version: { organizationId, version } } });
    config = stored.parse(row.config);
    makeRoom(cache, partsOf(config));
  }
  cache.set(key, config);
  return config;
}

function makeRoom(cache: Map<string, RoutingConfig>, needed: number): void {
  let parts = needed;
  for (const config of cache.values()) parts += partsOf(config);
  for (const [oldest, config] of cache) {
    if (parts <= maxParts) return;
    parts -= partsOf(config);
    cache.delete(oldest);
  }
}

/** The newest version. */
export async function currentConfig(organizationId: string): Promise<RoutingConfig> {
  const { configVersion } = await db().organization.findUniqueOrThrow({ where: { id: organizationId }, select: { configVersion: true } });
  return loadConfig(organizationId, configVersion);
}
