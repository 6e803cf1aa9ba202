import { describe, expect, test } from "vitest";
import { type Fixture, now } from "./fixture";
import { fixtures } from "./fixtures";
import { enlarge, hugeBytes, hugeValues, pathsOf } from "./huge.fixture";
import { integrations } from "./index";
import type { Inbound, Integration } from "./integration";

/** A value that counts how often anything in it is looked at. */
function counted(value: unknown): { value: unknown; reads: () => number } {
  let reads = 0;
  const known = new WeakMap<object, object>();
  const watch = (of: unknown): unknown => {
    if (typeof of !== "object" || of === null) return of;
    const before = known.get(of);
    if (before) return before;
    const proxy = new Proxy(of, {
      get(target, key, receiver) {
        reads++;
        return watch(Reflect.get(target, key, receiver));
      },
      getOwnPropertyDescriptor(target, key) {
        reads++;
        return Reflect.getOwnPropertyDescriptor(target, key);
      },
    });
    known.set(of, proxy);
    return proxy;
  };
  return { value: watch(value), reads: () => reads };
}

function handle(integration: Integration, inbound: Inbound): void {
  integration.verify(["whsec_c2VjcmV0", "secret"], inbound);
  integration.parse(inbound);
  integration.requestId(inbound);
  integration.doubtfulId?.(inbound);
}

/** Each place of each kind of body once, though many fixtures have it. */
function placesOf(list: readonly Fixture[]): (Fixture & { paths: string[][] })[] {
  const seen = new Set<string>();
  return list.map((fixture) => {
    const paths = pathsOf(fixture.body).filter((path) => {
      const place = JSON.stringify([Object.keys(fixture.body as object), path]);
      return !seen.has(place) && seen.add(place);
    });
    return { ...fixture, paths };
  });
}

describe.each(integrations.map((one) => [one.integration, one] as const))("%s", (name, integration) => {
  const list = (fixtures[name] ?? []).filter(({ body, expected }) => "moments" in expected && typeof body === "object");
  const places = placesOf(list);

  test("looks at little of a body, whatever part of it is huge", () => {
    for (const { title, body, headers = {}, paths } of places) {
      for (const path of paths) {
        for (const [kind, huge] of Object.entries(hugeValues)) {
          const { value, reads } = counted(enlarge(body, path, huge));
          handle(integration, { headers, body: Buffer.alloc(0), value, now });
          // A thousand alerts, or events, are taken; each has a dozen fields.
          expect(reads(), `${title}: ${path.join(".")} as ${kind}`).toBeLessThan(40_000);
        }
      }
    }
  });

  test("reads a body once, for its moments and for its id", () => {
    for (const { body, headers = {} } of list) {
      const alone = counted(body);
      integration.parse({ headers, body: Buffer.alloc(0), value: alone.value, now });
      const all = counted(body);
      const inbound = { headers, body: Buffer.alloc(0), value: all.value, now };
      integration.parse(inbound);
      integration.requestId(inbound);
      expect(all.reads()).toBe(alone.reads());
    }
  });

  test("takes no time that grows faster than its texts", () => {
    for (const { title, body, headers = {}, paths } of places) {
      for (const path of paths) {
        for (const [kind, huge] of Object.entries(hugeValues)) {
          if (typeof huge !== "string") continue;
          const value = enlarge(body, path, huge);
          const began = process.cpuUsage();
          handle(integration, { headers, body: Buffer.alloc(0), value, now });
          // Of the processor, not of the clock: some milliseconds. What is quadratic takes tens of seconds.
          expect(process.cpuUsage(began).user / 1_000, `${title}: ${path.join(".")} as ${kind}`).toBeLessThan(2_000);
        }
      }
    }
  });
});

test("Datadog's marks are taken off, however much white space and however many signs are between them", () => {
  const datadog = integrations.find(({ integration }) => integration === "datadog") as Integration;
  const describeBody = (body: string) => {
    const parsed = datadog.parse({ headers: {}, body: Buffer.alloc(0), value: { title: "x", body }, now });
    return parsed.ok ? parsed.moments[0]?.description : null;
  };
  expect(describeBody("%%%\nLook.\n%%%")).toBe("Look.");
  expect(describeBody(`%%%${" ".repeat(hugeBytes)}Look.`)).toBe("");
  expect(describeBody(`${" ".repeat(hugeBytes)}%%%Look.%%%${"\n".repeat(hugeBytes)}`)).toBe("Look.");
  expect(describeBody(`%%%${"\n%".repeat(hugeBytes / 2)}`)).toMatch(/^%\n%\n/);
  expect(describeBody("%%%%%%")).toBe("");
  expect(describeBody("%%%")).toBe("");
});

test("what comes after the first of many is left out, and what comes first is kept", () => {
  const pagerduty = integrations.find(({ integration }) => integration === "pagerduty") as Integration;
  const assignees = [{ summary: "Ada" }, ...Array(10_000).fill({ summary: "x" }), 7];
  const value = { event: { id: "1", event_type: "incident.triggered", data: { id: "Q1", title: "x", urgency: "high", assignees } } };
  const parsed = pagerduty.parse({ headers: {}, body: Buffer.alloc(0), value, now });
  expect(parsed.ok && parsed.moments[0]?.description).toMatch(/\*\*Assigned\*\*: `Ada, x, x/);
});

describe.each(["alertmanager", "grafana", "inngest"])("%s: of more than a thousand", (name) => {
  const integration = integrations.find((one) => one.integration === name) as Integration;
  const event = (n: number) => ({ id: `${n}`, name: "inngest/function.failed", status: "firing", labels: { alertname: "a", n } });
  const list = Array.from({ length: 1_200 }, (_, n) => event(n));
  const value = name === "inngest" ? list : { groupKey: "g", alerts: list };

  test("the first thousand are taken, and the event says so", () => {
    const parsed = integration.parse({ headers: {}, body: Buffer.alloc(0), value, now });
    expect(parsed).toMatchObject({ ok: true, note: expect.stringMatching(/1,200 (alerts|events), of which the first 1,000 were taken/) });
    expect(parsed.ok && new Set(parsed.moments.map(({ description }) => description)).size).toBe(name === "inngest" ? 1 : 1_000);
    expect(parsed.ok && parsed.moments.length).toBe(1_000);
  });
});
