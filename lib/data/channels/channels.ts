import { audit } from "../../changes/audit";
import { lockConfig, saveConfigVersion } from "../../changes/config-versions";
import { newId, showId } from "../../domain/id";
import { type Actor, authorize } from "../../domain/people/actor";
import { invalid, Problem } from "../../domain/problem";
import type { ChannelInput, ChannelPatch, ChannelShape } from "../../domain/routing/channel";
import { newMatcher } from "../../domain/routing/pattern";
import { estimateSize, maxSizeTogether } from "../../domain/routing/pattern-size";
import { env } from "../../env";
import { db, transaction } from "../../postgres/db";
import type { Channel, Environment } from "../../postgres/generated/client";
import { newestFirst, type Page, type PageInput, toPage } from "../../postgres/page";
import { limitSearches } from "../../request/limit-searches";
import { inTurns } from "../../request/turns";
import { type RecentName, recentNames } from "../alerts/recent-names";
import { readEnvironment } from "../environments/environments";
import { findOwn } from "../find-own";

type Row = Channel & { environment: Environment | null };
const include = { environment: true } as const;

const show = (row: Row): ChannelShape => ({
  id: showId("chan", row.id),
  name: row.name,
  pattern: row.pattern,
  description: row.description,
  environment: row.environment?.slug ?? null,
  enabled: row.enabled,
  system: row.system,
  created_at: row.createdAt.toISOString(),
  updated_at: row.updatedAt.toISOString(),
});

/** Channels, newest first; the built-in ones too. Throws 422 for a cursor that is none. */
export async function listChannels(actor: Actor, page: PageInput): Promise<Page<ChannelShape>> {
  authorize(actor, "read");
  const query = newestFirst("channels", actor, page);
  const rows = await db().channel.findMany({
    ...query,
    include,
  });
  return toPage("channels", rows, page.limit, show);
}

async function findChannel(actor: Actor, id: string): Promise<Row> {
  return findOwn(actor, "chan", "channel", id, (where) => db().channel.findFirst({ where, include }));
}

/** Throws 404. */
export async function getChannel(actor: Actor, id: string): Promise<ChannelShape> {
  authorize(actor, "read");
  return show(await findChannel(actor, id));
}

/**
 * Each pattern costs every alert whose name is new some time, so that all of them together have a bound. One that gets smaller is let through, for
 * those who were above it before there was one. Throws 422.
 */
async function checkTogether(organizationId: string, pattern: string, before?: Row): Promise<void> {
  const own = estimateSize(pattern);
  if (before && own <= estimateSize(before.pattern)) return;
  const others = await db().channel.findMany({
    where: { organizationId, ...(before ? { NOT: { id: before.id } } : {}) },
    select: { pattern: true },
  });
  const together = others.reduce((sum, other) => sum + estimateSize(other.pattern), own);
  const most = maxSizeTogether(env().MAX_CHANNELS);
  if (together <= most) return;
  const message = `is too complex beside the other channels' patterns: they come to ${together} instructions, ${own} of them here, and ${most} are the most. Use fewer or smaller repeats in some of them.`;
  throw invalid([{ path: "pattern", message }]);
}

/** Throws 422 for an unknown environment and for a pattern that is too complex beside the others, and 409 when there are as many as an organization may have. */
export async function createChannel(actor: Actor, input: ChannelInput): Promise<ChannelShape> {
  authorize(actor, "admin");
  const { organizationId } = actor;
  return transaction(async () => {
    await lockConfig(organizationId);
    const { MAX_CHANNELS: most } = env();
    if ((await db().channel.count({ where: { organizationId } })) >= most) {
      throw new Problem(
        409,
        "too_many_channels",
        `An organization may have ${most} channels (MAX_CHANNELS). One pattern can match many names.`,
      );
    }
    await checkTogether(organizationId, input.pattern);
    const row = await db().channel.create({
      data: {
        id: newId(),
        organizationId,
        name: input.name,
        pattern: input.pattern,
        description: input.description ?? "",
        environmentId: await readEnvironment(actor, input.environment),
        enabled: input.enabled,
      },
      include,
    });
    await audit(actor, "channel.created", row.id, { after: show(row) });
    await saveConfigVersion(organizationId);
    return show(row);
  });
}

const readOnly = () => new Problem(403, "system_channel", "System channels are built in: they cannot be changed or deleted.");

/** Changes what the patch names. Throws 403 for a built-in channel, 404 and 422. */
export async function updateChannel(actor: Actor, id: string, { environment, description, ...patch }: ChannelPatch): Promise<ChannelShape> {
  authorize(actor, "admin");
  const { organizationId } = actor;
  return transaction(async () => {
    await lockConfig(organizationId);
    const before = await findChannel(actor, id);
    if (before.system) throw readOnly();
    if (patch.pattern !== undefined) await checkTogether(organizationId, patch.pattern, before);
    const row = await db().channel.update({
      where: { id: before.id },
      data: {
        ...patch,
        ...(description === undefined ? {} : { description: description ?? "" }),
        ...(environment === undefined ? {} : { environmentId: await readEnvironment(actor, environment) }),
      },
      include,
    });
    await audit(actor, "channel.updated", row.id, { before: show(before), after: show(row) });
    await saveConfigVersion(organizationId);
    return show(row);
  });
}

/** Deletes a channel; subscriptions that listened to it go on with their others. History keeps its name. Throws 403 for a built-in one, and 404. */
export async function deleteChannel(actor: Actor, id: string): Promise<void> {
  authorize(actor, "admin");
  await transaction(async () => {
    await lockConfig(actor.organizationId);
    const row = await findChannel(actor, id);
    if (row.system) throw readOnly();
    await db().channel.delete({ where: { id: row.id } });
    await audit(actor, "channel.deleted", row.id, { before: show(row) });
    await saveConfigVersion(actor.organizationId);
  });
}

const previewDays = 30;
/** Most different names that a preview looks at. */
const maxPreviewNames = 5_000;
/** Longest time that a preview matches, in milliseconds; then it answers with what it has. */
const maxPreviewMs = 250;

/**
 * Which alert names of the last 30 days a pattern matches, most frequent first; in one environment, when it is given. Not
 * `complete` when there were more names than could be looked at: the rarest are left out. Throws 429 while too many searches run.
 */
export async function previewPattern(actor: Actor, input: { pattern: string; environment?: string | null }) {
  authorize(actor, "read");
  const environmentId = await readEnvironment(actor, input.environment);
  return limitSearches(actor, async () => {
    const recent = await recentNames(actor, { days: previewDays, environmentId, limit: maxPreviewNames });
    const names = countByName(recent.names);
    const match = newMatcher([input.pattern]);
    const budget = { leftMs: maxPreviewMs };
    const matches: { name: string; count: number }[] = [];
    let considered = 0;
    for (const { name, count } of names) {
      const done = await inTurns(actor.organizationId, match(name), budget);
      if (!done) break;
      considered++;
      if (done.value.length > 0) matches.push({ name, count });
    }
    return { matches, names_considered: considered, complete: recent.complete && considered === names.length };
  });
}

/** Names over all their environments, most frequent first. */
function countByName(names: readonly RecentName[]): { name: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { name, count } of names) counts.set(name, (counts.get(name) ?? 0) + count);
  return [...counts].map(([name, count]) => ({ name, count })).sort((a, b) => b.count - a.count || (a.name < b.name ? -1 : 1));
}
