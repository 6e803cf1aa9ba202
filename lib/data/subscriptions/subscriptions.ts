import { audit } from "../../changes/audit";
import { lockConfig, saveConfigVersion } from "../../changes/config-versions";
import { type IdPrefix, newId, readId, showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { type FieldError, invalid } from "../../domain/problem";
import { findCovered } from "../../domain/routing/covered";
import type { SubscriptionInput, SubscriptionPatch, SubscriptionShape } from "../../domain/routing/subscription";
import { findProblems } from "../../domain/routing/subscription-problems";
import { db, transaction } from "../../postgres/db";
import type { Prisma } from "../../postgres/generated/client";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";
import { readEnvironment } from "../environments/environments";
import { findOwn } from "../find-own";

const include = {
  environment: true,
  channels: {
    include: { channel: { select: { name: true, enabled: true, environment: { select: { slug: true } } } } },
    orderBy: { channelId: "asc" },
  },
  destinations: {
    include: { destination: { select: { id: true, name: true, enabled: true, verifiedAt: true } } },
    orderBy: { destinationId: "asc" },
  },
} as const satisfies Prisma.SubscriptionInclude;
type Row = Prisma.SubscriptionGetPayload<{ include: typeof include }>;

const idsOnly = {
  environment: true,
  channels: { orderBy: { channelId: "asc" } },
  destinations: { orderBy: { destinationId: "asc" } },
} as const;
type Settings = Omit<SubscriptionShape, "problems">;

const show = (row: Prisma.SubscriptionGetPayload<{ include: typeof idsOnly }>): Settings => ({
  id: showId("sub", row.id),
  name: row.name,
  channel_ids: row.channels.map(({ channelId }) => showId("chan", channelId)),
  destination_ids: row.destinations.map(({ destinationId }) => showId("dest", destinationId)),
  environment: row.environment?.slug ?? null,
  enabled: row.enabled,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** Whatever sends to a destination of these: it may cover them. */
async function listSending({ organizationId }: Actor, rows: readonly Row[]): Promise<Settings[]> {
  const destinationIds = new Set(rows.flatMap((row) => row.destinations.map(({ destinationId }) => destinationId)));
  const sending = await db().subscription.findMany({
    where: { organizationId, enabled: true, destinations: { some: { destinationId: { in: [...destinationIds] } } } },
    orderBy: { id: "desc" },
    include: idsOnly,
  });
  return sending.map(show);
}

function showWithProblems(row: Row, sending: readonly Settings[]): SubscriptionShape {
  const settings = show(row);
  const problems = findProblems({
    environment: settings.environment,
    channels: row.channels.map(({ channel }) => ({ ...channel, environment: channel.environment?.slug ?? null })),
    destinations: row.destinations.map(({ destination: { id, name, enabled, verifiedAt } }) => ({
      id: showId("dest", id),
      name,
      enabled,
      verified: verifiedAt !== null,
    })),
    covered: findCovered(settings, settings.destination_ids, sending),
  });
  return { ...settings, problems };
}

const showOne = async (actor: Actor, row: Row) => showWithProblems(row, await listSending(actor, [row]));

/** Subscriptions, newest first. Throws 422 for a cursor that is none. */
export async function listSubscriptions(actor: Actor, page: PageInput): Promise<Page<SubscriptionShape>> {
  authorize(actor, "read");
  const query = newestFirst("subscriptions", actor, page);
  const rows = await db().subscription.findMany({
    ...query,
    include,
  });
  const sending = await listSending(actor, rows);
  return toPage("subscriptions", rows, page.limit, (row) => showWithProblems(row, sending));
}

async function findSubscription(actor: Actor, id: string): Promise<Row> {
  return findOwn(actor, "sub", "subscription", id, (where) => db().subscription.findFirst({ where, include }));
}

/** Throws 404. */
export async function getSubscription(actor: Actor, id: string): Promise<SubscriptionShape> {
  authorize(actor, "read");
  return showOne(actor, await findSubscription(actor, id));
}

/** The UUIDs of ids that a body names. Throws 422 for each one that this organization does not have. */
async function readIds(path: string, prefix: IdPrefix, ids: readonly string[], existing: (uuids: string[]) => Promise<{ id: string }[]>) {
  const uuids = ids.map((id) => readId(prefix, id));
  const found = new Set((await existing(uuids.filter((uuid) => uuid !== null))).map(({ id }) => id));
  const errors: FieldError[] = [];
  uuids.forEach((uuid, index) => {
    if (uuid === null || !found.has(uuid))
      errors.push({
        path: `${path}.${index}`,
        message: `there is no ${path === "channel_ids" ? "channel" : "destination"} "${ids[index]}"`,
      });
  });
  if (errors.length > 0) throw invalid(errors);
  return uuids.filter((uuid) => uuid !== null);
}

const readChannelIds = (organizationId: string, ids: readonly string[]) =>
  readIds("channel_ids", "chan", ids, (id) => db().channel.findMany({ where: { organizationId, id: { in: id } }, select: { id: true } }));

const readDestinationIds = (organizationId: string, ids: readonly string[]) =>
  readIds("destination_ids", "dest", ids, (id) =>
    db().destination.findMany({ where: { organizationId, deletedAt: null, id: { in: id } }, select: { id: true } }),
  );

/** The UUIDs of what a subscription names. Throws 422 for each id that this organization does not have. */
export async function readChosen(actor: Actor, chosen: Pick<SubscriptionInput, "channel_ids" | "destination_ids">) {
  return {
    channelIds: await readChannelIds(actor.organizationId, chosen.channel_ids),
    destinationIds: await readDestinationIds(actor.organizationId, chosen.destination_ids),
  };
}

async function readParts(actor: Actor, input: SubscriptionPatch) {
  const channels = input.channel_ids && (await readChannelIds(actor.organizationId, input.channel_ids));
  const destinations = input.destination_ids && (await readDestinationIds(actor.organizationId, input.destination_ids));
  return {
    ...(input.name === undefined ? {} : { name: input.name }),
    ...(input.enabled === undefined ? {} : { enabled: input.enabled }),
    ...(input.environment === undefined ? {} : { environmentId: await readEnvironment(actor, input.environment) }),
    ...(channels ? { channels: { deleteMany: {}, create: channels.map((channelId) => ({ channelId })) } } : {}),
    ...(destinations ? { destinations: { deleteMany: {}, create: destinations.map((destinationId) => ({ destinationId })) } } : {}),
  };
}

/** Throws 422 for each channel, destination or environment that the organization does not have. */
export async function createSubscription(actor: Actor, input: SubscriptionInput): Promise<SubscriptionShape> {
  authorize(actor, "admin");
  const { organizationId } = actor;
  return transaction(async () => {
    await lockConfig(organizationId);
    const parts = await readParts(actor, input);
    const { id } = await db().subscription.create({ data: { id: newId(), organizationId, name: input.name, enabled: input.enabled } });
    const row = await db().subscription.update({ where: { id }, data: parts, include });
    await audit(actor, "subscription.created", row.id, { after: show(row) });
    await saveConfigVersion(organizationId);
    return showOne(actor, row);
  });
}

/** Changes what the patch names; a list that it names is the new list. Throws 404 and 422. */
export async function updateSubscription(actor: Actor, id: string, patch: SubscriptionPatch): Promise<SubscriptionShape> {
  authorize(actor, "admin");
  const { organizationId } = actor;
  return transaction(async () => {
    await lockConfig(organizationId);
    const before = await findSubscription(actor, id);
    const row = await db().subscription.update({ where: { id: before.id }, data: await readParts(actor, patch), include });
    await audit(actor, "subscription.updated", row.id, { before: show(before), after: show(row) });
    await saveConfigVersion(organizationId);
    return showOne(actor, row);
  });
}

/** What waits is still sent. Throws 404. */
export async function deleteSubscription(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findSubscription(actor, id);
    await db().subscription.delete({ where: { id: row.id } });
    await audit(actor, "subscription.deleted", row.id, { before: show(row) });
    await saveConfigVersion(actor.organizationId);
  });
}
