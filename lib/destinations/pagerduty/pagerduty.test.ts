import { describe, expect, test } from "vitest";
import type { HttpAnswer, HttpRequest } from "../../domain/delivering/http-exchange";
import { describeOutcome } from "../../domain/delivering/outcome";
import type { DestinationIo } from "../kind";
import { hugePayload, sampleMessage } from "../message.fixture";
import { pagerduty } from "./pagerduty";

const config = { routing_key: "0123456789abcdefABCDEF0123456789", severity: "warning" as const };
const now = 1_772_368_205_000;

async function enqueue(
  message = sampleMessage(),
  answer: Partial<Extract<HttpAnswer, { ok: true }>> = {},
  more: { region?: "us" | "eu"; base?: string } = {},
) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest): Promise<HttpAnswer> => {
    requests.push(request);
    return { ok: true, status: 202, headers: {}, body: '{"status":"success"}', ...answer };
  };
  const io = {
    http,
    settings: { PAGERDUTY_EVENTS_URL: more.base },
    signingSecrets: [],
    now: () => now,
    mail: () => Promise.reject(),
  } as DestinationIo;
  const result = await pagerduty.send(message, { ...config, region: more.region }, io, null);
  return { result, request: requests[0], event: JSON.parse(requests[0]?.body ?? "null") };
}

describe("the event", () => {
  test("triggers with what the alert says", async () => {
    const { event } = await enqueue();
    expect(event).toMatchObject({
      routing_key: config.routing_key,
      event_action: "trigger",
      dedup_key: "alert_01jz0000000000000000000002",
      client: "Hotline",
      client_url: sampleMessage().url,
      payload: {
        summary: "run:failed in production: Task timed out after 300 s",
        source: "api",
        severity: "critical",
        timestamp: "2026-03-01T12:30:05.123Z",
        group: "production",
        class: "run:failed",
        custom_details: sampleMessage().alert.payload,
      },
    });
  });

  test("takes the alert's severity, else the destination's", async () => {
    expect((await enqueue(sampleMessage({ alert: { severity: "info" } }))).event.payload.severity).toBe("info");
    expect((await enqueue(sampleMessage({ alert: { severity: null } }))).event.payload.severity).toBe("warning");
  });

  test("trigger and resolve share the alert's dedup_key", async () => {
    expect((await enqueue(sampleMessage({ alert: { dedupKey: "disk-1" } }))).event.dedup_key).toBe("disk-1");
    const { event } = await enqueue(sampleMessage({ alert: { dedupKey: "disk-1", action: "resolve" } }));
    expect(event).toEqual({ routing_key: config.routing_key, event_action: "resolve", dedup_key: "disk-1" });
  });

  test("marks a test, has a source even when the alert has none, and cuts the summary at 1,024", async () => {
    const { event } = await enqueue(sampleMessage({ test: true, alert: { source: " ", payload: { error: "e".repeat(3000) } } }));
    expect(event.payload.summary).toMatch(/^\[Test\] run:failed/);
    expect(event.payload.summary).toHaveLength(1024);
    expect(event.payload.source).toBe("hotline");
  });

  test("replaces details that are over 512 KB by a note with the alert's page", async () => {
    const { event, request } = await enqueue(sampleMessage({ alert: { payload: hugePayload() } }));
    expect(Buffer.byteLength(request?.body ?? "")).toBeLessThan(512 * 1024);
    expect(event.payload.custom_details).toEqual({ note: expect.stringContaining("512 KB"), alert: sampleMessage().url });
  });

  test("counts the 512 KB in bytes, not in characters", async () => {
    const { event } = await enqueue(sampleMessage({ alert: { payload: { text: "é".repeat(300 * 1024) } } }));
    expect(event.payload.custom_details).toHaveProperty("note");
  });
});

describe("where it goes", () => {
  test.each([
    [{}, "https://events.pagerduty.com/v2/enqueue"],
    [{ region: "eu" as const }, "https://events.eu.pagerduty.com/v2/enqueue"],
    [{ region: "eu" as const, base: "http://127.0.0.1:4000/" }, "http://127.0.0.1:4000/v2/enqueue"],
  ])("%j: %s", async (more, url) => expect((await enqueue(undefined, {}, more)).request?.url).toBe(url));

  test("a resolve must use the key and region of its trigger", () => {
    expect(pagerduty.resolveFields).toEqual(["routing_key", "region"]);
  });
});

describe("the answer", () => {
  test.each([
    [202, "http_2xx", "success"],
    [200, "unexpected_answer", "suspect"],
    [400, "invalid_event", "permanent"],
    [404, "http_404", "suspect"],
    [413, "http_413", "permanent"],
    [429, "http_429", "transient"],
    [500, "http_5xx", "transient"],
  ])("%i is %s, %s", async (status, outcome, classOf) => {
    expect((await enqueue(undefined, { status })).result).toMatchObject({ outcome, statusCode: status });
    expect(describeOutcome(outcome, pagerduty.outcomes).class).toBe(classOf);
  });

  test("429 pauses for the minute over which PagerDuty counts, or as long as it says", async () => {
    expect((await enqueue(undefined, { status: 429 })).result).toMatchObject({ retryAt: now + 60_000, pause: true });
    const said = await enqueue(undefined, { status: 429, headers: { "retry-after": "5" } });
    expect(said.result).toMatchObject({ retryAt: now + 5_000, pause: true });
    expect((await enqueue(undefined, { status: 503 })).result).toMatchObject({ retryAt: null, pause: false });
  });
});

test.each([
  [{ ...config, routing_key: "short" }, "routing_key", "32"],
  [{ ...config, routing_key: "x".repeat(31).concat(" ") }, "routing_key", "32"],
  [{ ...config, severity: "bad" }, "severity", "critical, error, warning, info"],
  [{ ...config, region: "mars" }, "region", "us or eu"],
])("%j is refused by name and with a hint", (bad, path, hint) => {
  expect(pagerduty.schema.safeParse(bad).error?.issues).toMatchObject([{ path: [path], message: expect.stringContaining(hint) }]);
});

test("is described by the end of its key and its region", () => {
  expect(pagerduty.describe({ ...config, region: "eu" })).toBe("Key ••••6789 (EU)");
});
