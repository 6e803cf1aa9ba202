import { Webhook } from "standardwebhooks";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type Sink, startSink } from "../../e2e/sink";
import type { DestinationIo, Mail } from "../destinations/kind";
import { hostileTexts, hugePayload, sampleMessage } from "../destinations/message.fixture";
import { pagerduty } from "../destinations/pagerduty/pagerduty";
import { slack } from "../destinations/slack/slack";
import { webhook } from "../destinations/webhook/webhook";
import { createOutbound, type Outbound } from "./outbound";

/** The kinds, over real connections, to vendors that check what they are sent. */
let sink: Sink;
let out: Outbound;
let io: DestinationIo;
beforeAll(async () => {
  sink = await startSink();
  out = createOutbound({ allowCidrs: ["127.0.0.0/8"], allowHttp: false, allowPorts: [] });
  io = {
    http: out.request,
    mail: (_mail: Mail) => Promise.reject(new Error("no mail here")),
    settings: { SLACK_WEBHOOK_HOSTS: `127.0.0.1:${sink.port}`, PAGERDUTY_EVENTS_URL: sink.urls.pagerduty },
    signingSecrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    now: Date.now,
  };
});
afterAll(async () => {
  await out.close();
  await sink.close();
});

const messages = [
  ["an ordinary alert", sampleMessage()],
  ["no payload", sampleMessage({ alert: { payload: {}, environment: null, severity: null } })],
  ["1 MiB of payload", sampleMessage({ alert: { payload: hugePayload() } })],
  ["a resolve", sampleMessage({ alert: { action: "resolve", dedupKey: "r" } })],
  ...hostileTexts.map(
    (text) =>
      [
        JSON.stringify(text).slice(0, 30),
        sampleMessage({ alert: { name: text, environment: text, source: text, payload: { error: text, [text]: text } } }),
      ] as const,
  ),
] as const;
const key = "0123456789abcdef0123456789abcdef";

describe.each(messages)("%s", (_title, message) => {
  test("is a message that Slack takes", async () => {
    expect(await slack.send(message, { webhook_url: sink.urls.slack }, io, null)).toMatchObject({
      outcome: "http_2xx",
      statusCode: 200,
      responseExcerpt: "ok",
    });
  });

  test("is an event that PagerDuty takes", async () => {
    expect(await pagerduty.send(message, { routing_key: key, severity: "error" }, io, null)).toMatchObject({
      outcome: "http_2xx",
      statusCode: 202,
    });
  });

  test("reaches a webhook whole, and its signature holds", async () => {
    const path = "/hook/whole";
    expect(await webhook.send(message, { url: sink.url(path) }, io, null)).toMatchObject({ outcome: "http_2xx" });
    const received = sink.received(path).at(-1);
    expect(() => new Webhook(io.signingSecrets[0] as string).verify(received?.body ?? "", received?.headers ?? {})).not.toThrow();
    expect(received?.json).toMatchObject({ data: JSON.parse(message.alert.payloadText) });
  });
});

describe("PagerDuty's incidents", () => {
  const incident = () => sink.incidents().find(({ dedupKey }) => dedupKey === "disk-1");
  const send = (action: "trigger" | "resolve", routing_key: string) =>
    pagerduty.send(sampleMessage({ alert: { action, dedupKey: "disk-1" } }), { routing_key, severity: "error" }, io, null);

  test("a resolve closes what was triggered through the same key; through another it is taken and does nothing", async () => {
    await send("trigger", key);
    await send("trigger", key);
    expect(incident()).toMatchObject({ status: "open", triggers: 2, severity: "critical" });
    expect(await send("resolve", "f".repeat(32))).toMatchObject({ statusCode: 202 });
    expect(incident()?.status).toBe("open");
    await send("resolve", key);
    expect(incident()?.status).toBe("resolved");
  });

  test("over 120 calls in a minute are told to wait", async () => {
    const results = await Promise.all(Array.from({ length: 125 }, () => send("trigger", "e".repeat(32))));
    expect(results.filter(({ outcome }) => outcome === "http_429")).toHaveLength(5);
  });
});

describe("a scripted receiver", () => {
  test("fails as told, then answers as usual, and can be waited for", async () => {
    const path = "/hook/scripted";
    sink.script(path, [
      500,
      { status: 503, headers: { "retry-after": "2" } },
      // The connection was kept: it is dialled again, once.
      { hangUp: true },
      { hangUp: true },
      { status: 200, body: "half", hangUp: "midway" },
      { status: 201, delayMs: 5 },
    ]);
    const arrived = sink.waitFor((received) => received.filter((one) => one.path === path).length === 7);
    const outcomes: unknown[] = [];
    for (let index = 0; index < 6; index += 1) {
      const { outcome, statusCode, pause } = await webhook.send(sampleMessage(), { url: sink.url(path) }, io, null);
      outcomes.push([outcome, statusCode, pause]);
    }
    expect(outcomes).toEqual([
      ["http_5xx", 500, false],
      ["http_5xx", 503, true],
      ["reset_after_send", null, false],
      ["http_2xx", 200, false],
      ["http_2xx", 201, false],
      ["http_2xx", 200, false],
    ]);
    expect((await arrived).length).toBeGreaterThanOrEqual(7);
    await expect(sink.waitFor(() => false, 10)).rejects.toThrow(path);
  });

  test.each([
    [400, "not json", "invalid_payload"],
    [400, "{}", "no_text"],
    [400, '{"blocks":[{"type":"header","text":{"type":"plain_text","text":""}}]}', "invalid_blocks"],
    [400, `{"blocks":[{"type":"section","text":{"type":"mrkdwn","text":"${"x".repeat(3001)}"}}]}`, "invalid_blocks"],
  ])("Slack answers %i to %.40s: %s", async (status, body, word) => {
    expect(await out.request({ url: sink.urls.slack, method: "POST", headers: {}, body })).toMatchObject({ status, body: word });
  });

  test("PagerDuty names what is wrong with an event", async () => {
    const answer = await out.request({
      url: `${sink.urls.pagerduty}/v2/enqueue`,
      method: "POST",
      headers: {},
      body: '{"routing_key":"x","event_action":"trigger"}',
    });
    expect(answer).toMatchObject({ status: 400, body: expect.stringContaining("'payload.summary' is missing or blank") });
  });
});
