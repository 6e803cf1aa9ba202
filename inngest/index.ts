import { z } from "zod";
import { deliverDue } from "../lib/engine/deliver/run";
import { readRequested } from "../lib/engine/receive/read-requested";
import { routeWaiting } from "../lib/engine/route/run";
import { checkIntegrations } from "../lib/engine/tools/check";
import { enrichMoments } from "../lib/engine/tools/enrich";
import { mailAdmins } from "../lib/engine/upkeep/mail-admins";
import { deleteExpired } from "../lib/engine/upkeep/retention";
import { sweepWaiting } from "../lib/engine/upkeep/sweep";
import { warnExpiring } from "../lib/engine/upkeep/warn-expiring";
import { inngest } from "./client";
import { wakes } from "./wakes";

type Options = Parameters<ReturnType<typeof inngest>["createFunction"]>[0];

/** A durable function: when it runs, how often at once, how often again when it fails. What it does is in lib/engine. */
const on = (options: Options, run: (data: Record<string, unknown>) => Promise<unknown>) =>
  inngest().createFunction(options, ({ event }: { event: { data?: Record<string, unknown> } }) => run(event.data ?? {}));

/** None where somebody else's event, or one of before an upgrade, says it otherwise: the sweep finds what there is to do. */
const destinationIds = z.array(z.uuid()).catch([]);

const everyMinute = { cron: "* * * * *" };

/** Every durable function. A new one is a line here. */
export const functions = [
  on({ id: "route-alerts", triggers: [{ event: wakes.alertsPublished }], concurrency: [{ limit: 2 }], retries: 10 }, routeWaiting),
  on({ id: "deliver", triggers: [{ event: wakes.deliveriesDue }], retries: 10 }, (data) =>
    deliverDue(destinationIds.parse(data.destination_ids)),
  ),
  on({ id: "sweep", triggers: [everyMinute], retries: 0 }, sweepWaiting),
  on({ id: "retention", triggers: [{ cron: "17 * * * *" }], retries: 1 }, () => deleteExpired()),
  on({ id: "notify-admins", triggers: [{ event: wakes.destinationDisabled }], retries: 3 }, (data) =>
    mailAdmins(String(data.destination_id), String(data.reason)),
  ),
  on(
    { id: "enrich-moments", triggers: [{ event: wakes.momentsReceived }, everyMinute], concurrency: [{ limit: 2 }], retries: 3 },
    enrichMoments,
  ),
  on(
    { id: "check-integrations", triggers: [{ cron: "*/15 * * * *" }, { event: wakes.credentialsToCheck }], retries: 1 },
    checkIntegrations,
  ),
  on(
    { id: "read-requested", triggers: [{ event: wakes.eventsToRead }, everyMinute], concurrency: [{ limit: 2 }], retries: 10 },
    readRequested,
  ),
  on({ id: "warn-expiring", triggers: [{ cron: "41 * * * *" }], concurrency: [{ limit: 1 }], retries: 3 }, warnExpiring),
];
