import { expect, test } from "vitest";
import { kindOf } from "../../destinations";
import { showId } from "../../domain/id";
import { pool } from "../../postgres/db";
import { createChannel } from "../channels/channels";
import { createDestination, updateDestination } from "../destinations/destinations";
import { newAlert, newOrganization, newRoute, publishAll } from "../organization.fixture";
import { createSubscription } from "../subscriptions/subscriptions";
import { getAlert } from "./alerts";
import { explain } from "./explain";

/** What an answer says of each thing that has a name. */
const saidBy = (entries: readonly { name: string; said: string | null }[]) => entries.map(({ name, said }) => [name, said]);

async function newRoutes() {
  const of = await newOrganization();
  const { channel, destination } = await newRoute(of, { pattern: "payment:.*" });
  await createChannel(of.admin, { name: "Deploys", pattern: "deploy:.*", enabled: true });
  await createChannel(of.admin, { name: "Off", pattern: ".*", enabled: false });
  const gone = await createDestination(of.admin, { name: "Gone", kind: "webhook", config: { url: "http://127.0.0.1:9/x" }, enabled: true });
  await updateDestination(of.admin, gone.id, { enabled: false });
  const chosen = { channel_ids: [channel.id], destination_ids: [destination.id, gone.id] };
  await createSubscription(of.admin, { name: "Both", ...chosen, enabled: true });
  await createSubscription(of.admin, { name: "Asleep", ...chosen, enabled: false });
  await createSubscription(of.admin, { name: "Deaf", channel_ids: [], destination_ids: [], enabled: true });
  return of;
}

test("a dry run says why of each thing that leads nowhere, and an alert's trace says the same", async () => {
  const of = await newRoutes();
  const trace = await explain(of.member, { name: "payment:failed" });
  expect(saidBy(trace.channels.filter(({ name }) => !name.includes(":")))).toEqual([
    ["Everything", null],
    ["Deploys", "The pattern does not match the name."],
    ["Off", "The pattern matches, but the channel is disabled."],
  ]);
  expect(saidBy(trace.subscriptions)).toEqual([
    ["All", null],
    ["Both", null],
    ["Asleep", "One of its channels matched, but it is disabled."],
    ["Deaf", "None of its channels matched."],
  ]);
  expect(saidBy(trace.destinations)).toEqual([
    ["Hook", null],
    ["Hook", "Named more than once: it gets the alert once."],
    ["Gone", "It is disabled, so the delivery is skipped."],
  ]);
  const stored = newAlert(of);
  await publishAll(of, [stored]);
  expect((await getAlert(of.member, showId("alert", stored.id))).alert.trace).toEqual(trace);
});

test("an alert says what became of it, and each delivery why it stands as it does", async () => {
  const of = await newRoutes();
  const [stored, nowhere] = [newAlert(of), newAlert(of, { name: "other" })];
  await publishAll(of, [stored, nowhere]);
  const read = async (id: string) => (await getAlert(of.member, showId("alert", id))).alert;
  const byName = async () => saidBy((await read(stored.id)).deliveries.map(({ destination: { name }, said }) => ({ name, said })));

  expect((await read(nowhere.id)).said).toBe("It went nowhere: no subscription asked for it.");
  expect((await read(stored.id)).said).toBe("On its way to Hook. Skipped for Gone.");
  expect(await byName()).toEqual([
    ["Hook", null],
    ["Gone", "The destination is disabled."],
  ]);

  await pool().query("UPDATE deliveries SET status = 'failed', reason = 'http_404' WHERE alert_id = $1 AND status = 'pending'", [
    stored.id,
  ]);
  expect((await read(stored.id)).said).toBe("Failed for Hook. Skipped for Gone.");
  expect(await byName()).toContainEqual(["Hook", "The receiver answered 404: nothing at this URL."]);
});

test("what only the destination's kind knows of an outcome is said in its words", async () => {
  const of = await newOrganization();
  await newRoute(of, { kind: "pagerduty" });
  const stored = newAlert(of);
  await publishAll(of, [stored]);
  const [[code, { sentence }] = ["", { sentence: "" }]] = Object.entries(kindOf("pagerduty")?.outcomes ?? {});
  await pool().query("UPDATE deliveries SET status = 'failed', reason = $2 WHERE alert_id = $1", [stored.id, code]);
  expect((await getAlert(of.admin, showId("alert", stored.id))).alert.deliveries).toMatchObject([{ reason: code, said: sentence }]);
});

test("what a receiver answered is shown to admins and keys, and to no member", async () => {
  const of = await newOrganization();
  await newRoute(of);
  const stored = newAlert(of);
  await publishAll(of, [stored]);
  await pool().query(
    `INSERT INTO attempts (delivery_id, number, started_at, finished_at, outcome, response_excerpt)
     SELECT id, 1, now(), now(), 'http_5xx', 'a trace of its own' FROM deliveries WHERE alert_id = $1`,
    [stored.id],
  );
  const excerptFor = async (actor: typeof of.admin | ReturnType<typeof of.key>) =>
    (await getAlert(actor, showId("alert", stored.id))).alert.deliveries[0]?.attempts[0]?.response_excerpt;
  for (const actor of [of.admin, of.key("read")]) expect(await excerptFor(actor)).toBe("a trace of its own");
  expect(await excerptFor(of.member)).toBeNull();
});
