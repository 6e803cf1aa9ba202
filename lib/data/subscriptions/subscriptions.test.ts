import { expect, test } from "vitest";
import { db } from "../../postgres/db";
import { createChannel, updateChannel } from "../channels/channels";
import { createDestination, updateDestination } from "../destinations/destinations";
import { createEnvironment } from "../environments/environments";
import { newOrganization, newRoute } from "../organization.fixture";
import { createSubscription, getSubscription, listSubscriptions, updateSubscription } from "./subscriptions";

test("a subscription that can send has no problems; each that cannot says why, in a list and alone", async () => {
  const of = await newOrganization();
  for (const slug of ["production", "staging"]) await createEnvironment(of.admin, { slug });
  const { channel, destination, subscription } = await newRoute(of);
  expect(subscription.problems).toEqual([]);
  const [off, staging] = [
    await createChannel(of.admin, { name: "Off", pattern: "a", enabled: false }),
    await createChannel(of.admin, { name: "Staging", pattern: "a", environment: "staging", enabled: true }),
  ];
  const gone = await createDestination(of.admin, {
    name: "Gone",
    kind: "webhook",
    config: { url: "http://127.0.0.1:9/x" },
    enabled: false,
  });
  const make = (name: string, channel_ids: string[], destination_ids: string[], environment: string | null = null) =>
    createSubscription(of.admin, { name, channel_ids, destination_ids, environment, enabled: true });
  const nobody = await make("Nobody", [], []);
  const silent = await make("Silent", [off.id], [gone.id]);
  const elsewhere = await make("Elsewhere", [staging.id], [destination.id], "production");

  const { data } = await listSubscriptions(of.member, { limit: 200 });
  expect(data.map(({ name, problems }) => [name, problems])).toEqual([
    ["Elsewhere", [{ code: "other_environment", said: "It takes alerts of production only, but Staging is for staging." }]],
    [
      "Silent",
      [
        { code: "no_channel_enabled", said: "Off is disabled." },
        { code: "no_destination_ready", said: "Nothing to send to: Gone is disabled." },
      ],
    ],
    [
      "Nobody",
      [
        { code: "no_channel", said: "It listens to no channel." },
        { code: "no_destination", said: "Nothing to send to." },
      ],
    ],
    ["All", []],
  ]);
  for (const shown of data) expect(await getSubscription(of.member, shown.id)).toEqual(shown);
  expect([nobody, silent, elsewhere].map(({ problems }) => problems)).toEqual(
    ["Nobody", "Silent", "Elsewhere"].map((name) => data.find((shown) => shown.name === name)?.problems),
  );

  await updateChannel(of.admin, channel.id, { enabled: false });
  expect((await getSubscription(of.admin, subscription.id)).problems).toEqual([
    { code: "no_channel_enabled", said: "Everything is disabled." },
  ]);
});

test("a subscription is covered by another one on whatever page that is, and not by one that is disabled", async () => {
  const of = await newOrganization();
  const { channel, destination, subscription } = await newRoute(of);
  const own = await createSubscription(of.admin, {
    name: "Own",
    channel_ids: [channel.id],
    destination_ids: [destination.id],
    enabled: true,
  });
  const covered = {
    code: "destination_covered",
    said: "Hook gets all of these already, through All. An alert is sent to a destination once.",
  };
  expect(own.problems).toEqual([covered]);
  expect((await listSubscriptions(of.admin, { limit: 1 })).data).toMatchObject([{ id: own.id, problems: [covered] }]);
  await updateDestination(of.admin, destination.id, { enabled: false });
  expect((await getSubscription(of.admin, own.id)).problems).toMatchObject([{ code: "no_destination_ready" }]);
  await updateDestination(of.admin, destination.id, { enabled: true });
  await updateSubscription(of.admin, subscription.id, { enabled: false });
  expect((await getSubscription(of.admin, own.id)).problems).toEqual([]);
});

test("the audit keeps what was set, not what follows from it", async () => {
  const of = await newOrganization();
  await createSubscription(of.admin, { name: "Nobody", channel_ids: [], destination_ids: [], enabled: true });
  const entry = await db().auditEntry.findFirstOrThrow({ where: { organizationId: of.id, action: "subscription.created" } });
  expect(JSON.stringify(entry)).not.toContain("problems");
});
