import { Agent, request as send } from "node:http";
import { expect, test } from "vitest";
import { newWebhook } from "../lib/data/webhooks/webhook.fixture";
import { integrations } from "../lib/integrations";
import { db } from "../lib/postgres/db";
import { fuzzedRequest } from "./fuzzed";
import { newTenant, ways } from "./tenant";

const requests = 20_000;
const senders = 32;

const { url } = ways[0] as { url: string };
const agent = new Agent({ keepAlive: true, maxSockets: senders });

const post = (path: string, body: string | Buffer, headers: Record<string, string>): Promise<{ status: number; text: string }> =>
  new Promise((resolve, reject) => {
    const bytes = Buffer.from(body);
    const sent = send(`${url}${path}`, { method: "POST", agent, headers: { ...headers, "content-length": bytes.length } }, (response) => {
      let text = "";
      response.setEncoding("utf8");
      response.on("data", (chunk: string) => {
        text += chunk;
      });
      response.on("end", () => resolve({ status: response.statusCode ?? 0, text }));
    });
    sent.on("error", reject);
    sent.end(bytes);
  });

test(`${requests} bodies, from nearly right to nonsense: no 5xx, and one event each`, async () => {
  const tenant = await newTenant(url);
  const doors = await Promise.all(
    integrations.map(async ({ integration }) => ({
      integration,
      path: `/moment/${(await newWebhook(tenant, { integration })).token}`,
    })),
  );
  const started = performance.now();
  const statuses = new Map<number, number>();
  const failed: string[] = [];
  const ids = new Set<string>();
  let repeats = 0;
  let next = 0;
  const sending = Array.from({ length: senders }, async () => {
    while (next < requests) {
      const door = doors[next++ % doors.length];
      if (!door) return;
      const { body, headers } = fuzzedRequest(door.integration);
      const { status, text } = await post(door.path, body, headers);
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      const id = /event_[0-9a-z]{26}/.exec(text)?.[0];
      if (!id || (status !== 200 && status !== 422))
        failed.push(`${status} ${text.slice(0, 200)} for ${body.toString("base64").slice(0, 400)}`);
      else if (ids.has(id)) repeats++;
      ids.add(id ?? "");
    }
  });
  await Promise.all(sending);
  const seconds = (performance.now() - started) / 1_000;
  console.info(
    `${requests} requests in ${seconds.toFixed(1)} s: ${JSON.stringify(Object.fromEntries(statuses))}, ${repeats} repeats of a delivery`,
  );
  expect(failed.slice(0, 5)).toEqual([]);
  const rows = await db().event.groupBy({ by: ["cause"], where: { organizationId: tenant.id }, _count: true });
  expect(rows.reduce((sum, { _count }) => sum + _count, 0)).toBe(requests - repeats);
  expect(rows.find(({ cause }) => cause === "internal")).toBeUndefined();
  // A group without its key is known by what is in it: a few of those are the same.
  expect(repeats).toBeLessThan(requests / 100);
  expect(seconds).toBeLessThan(60);
}, 120_000);
