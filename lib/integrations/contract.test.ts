import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { alertName, publishInput } from "../domain/alerts/publish-input";
import { maxMomentName } from "../domain/moments/moment-type";
import { hourMs } from "../domain/time";
import { readValue } from "../engine/receive/body";
import { type Fixture, now } from "./fixture";
import { fixtures } from "./fixtures";
import { integrations } from "./index";
import type { Inbound, Integration, Parsed, ParsedMoment } from "./integration";

const textOf = ({ body }: Fixture) => (typeof body === "string" ? body : JSON.stringify(body));

function inboundOf(fixture: Fixture, text = textOf(fixture), headers: Record<string, string> = {}, at = now): Inbound {
  const read = readValue(Buffer.from(text), fixture.headers ?? {});
  return { headers: { ...fixture.headers, ...headers }, body: Buffer.from(text), value: read.ok ? read.value : undefined, now: at };
}

/** What is left of Markdown once its code is taken out. */
const withoutCode = (markdown: string) => markdown.replace(/(`+)(?!`)[\s\S]*?[^`]\1(?!`)/g, "");

function checkMoment(integration: Integration, moment: ParsedMoment): void {
  expect(Array.from(moment.name).length).toBeGreaterThan(0);
  expect(Array.from(moment.name).length).toBeLessThanOrEqual(maxMomentName);
  expect(Number.isFinite(moment.occurredAt)).toBe(true);
  expect(moment.occurredAt).toBeLessThanOrEqual(now);
  if (!integration.tellsCaller) expect(moment.occurredAt).toBeGreaterThanOrEqual(Date.UTC(2000, 0, 1));
  if (moment.sourceUrl !== null) expect(new URL(moment.sourceUrl).protocol).toMatch(/^https?:$/);
  for (const text of [moment.source, moment.correlation, moment.environment]) expect(text?.length ?? 1).toBeGreaterThan(0);
  expect(moment.source?.length ?? 0).toBeLessThanOrEqual(400);
  expect(moment.correlation?.length ?? 0).toBeLessThanOrEqual(200);
  expect(moment.externalId?.length ?? 1).toBeLessThanOrEqual(200);
  expect(moment.externalId ?? "").not.toMatch(/(^|\/)\.{1,2}(\/|$)/);
  expect(moment.identity ?? "0").toMatch(/^[0-9a-f]{1,64}$/);
  if (moment.action === "resolve") expect(moment.correlation, "a resolve without a correlation").not.toBeNull();
  // What a person writes to a custom webhook is theirs; the page renders it safely.
  if (!integration.tellsCaller) expect(withoutCode(moment.description)).not.toMatch(/<[a-z/!?]/i);
}

function checkParsed(integration: Integration, parsed: Parsed): void {
  if (parsed.ok) {
    for (const moment of parsed.moments) checkMoment(integration, moment);
    if (parsed.moments.length === 0) expect(parsed.note).toBeTruthy();
    return;
  }
  expect(parsed.reason).toMatch(/^\S[\s\S]*\S$/);
  expect(parsed.reason).not.toMatch(/undefined|\[object|Invalid input/);
  expect(parsed.cause).not.toBe("");
}

/** What tells a request from others: its id, or what its moments are told by. */
function idOf(integration: Integration, inbound: Inbound): string | null {
  const parsed = integration.parse(inbound);
  const identities = parsed.ok ? parsed.moments.map(({ identity }) => identity) : [null];
  const byContent = identities.length === 0 || identities.includes(null) ? null : identities.join(" ");
  return integration.requestId(inbound) ?? integration.doubtfulId?.(inbound) ?? byContent;
}

test("every integration has fixtures, and every fixture an integration", () => {
  expect(Object.keys(fixtures).sort()).toEqual(integrations.map(({ integration }) => integration).sort());
  for (const list of Object.values(fixtures)) expect(new Set(list.map(({ title }) => title)).size).toBe(list.length);
});

describe.each(integrations.map((one) => [one.integration, one] as const))("%s", (name, integration) => {
  const list = fixtures[name] ?? [];

  test("has fixtures of moments and of an error, each with its source", () => {
    expect(list.some(({ expected }) => "moments" in expected)).toBe(true);
    expect(list.some(({ expected }) => "error" in expected)).toBe(true);
    for (const { source } of list) expect(source).toMatch(/^https:\/\//);
  });

  test("says what it is and how to set it up", () => {
    expect(name).toMatch(/^[a-z]+$/);
    for (const text of [integration.label, integration.summary]) expect(text).toMatch(/\S/);
    expect(integration.icon).toMatch(/^M[\d\sMmLlHhVvCcSsAaZz.,-]+$/);
    expect(integration.setup.steps.length).toBeGreaterThan(1);
    for (const step of integration.setup.steps) expect(step).toMatch(/^[A-Z].*\.$/);
    expect(integration.setup.link.url).toMatch(/^https:\/\//);
    expect(integration.signature === null).toBe(!list.some(({ signed }) => signed));
  });

  test.each(list.map((fixture) => [fixture.title, fixture] as const))("reads %s", (_title, fixture) => {
    const parsed = integration.parse(inboundOf(fixture));
    checkParsed(integration, parsed);
    const { expected } = fixture;
    if ("error" in expected) {
      expect(parsed).toMatchObject({ ok: false, reason: expect.stringMatching(expected.error) });
      return;
    }
    expect(parsed).toMatchObject({ ok: true });
    if (!parsed.ok) return;
    expect(parsed.moments).toMatchObject("moments" in expected ? [...expected.moments] : []);
    expect(parsed.note ?? "").toMatch(expected.note ?? /^$/);
  });

  test("makes alerts that can be published", () => {
    for (const fixture of list) {
      const parsed = integration.parse(inboundOf(fixture));
      for (const moment of parsed.ok ? parsed.moments : []) {
        expect(alertName.safeParse(`moment:${name}:${moment.type}`).success).toBe(true);
        if (!moment.system) continue;
        const alert = { name: moment.system.name, payload: { ...JSON.parse(JSON.stringify(moment.system.payload)), env_id: "production" } };
        expect(publishInput.safeParse(alert).error?.issues ?? [], fixture.title).toEqual([]);
      }
    }
  });

  test("has an id for each request, the same for its repeat", () => {
    const numbered = list.filter(({ expected, numbered = true }) => numbered && !("error" in expected));
    const ids = numbered.map((fixture) => idOf(integration, inboundOf(fixture)));
    const repeated = numbered.map((fixture) => idOf(integration, inboundOf(fixture, undefined, {}, now + 600_000)));
    for (const fixture of list.filter((one) => one.numbered === false)) expect(idOf(integration, inboundOf(fixture))).toBeNull();
    expect(repeated).toEqual(ids);
    expect(ids).not.toContain(null);
    expect(new Set(ids).size).toBe(ids.length);
  });

  const signedOnes = list.flatMap((fixture) => (fixture.signed ? [[fixture.title, fixture, fixture.signed] as const] : []));
  test.each(signedOnes)("takes the signature of %s, and no other", (_title, fixture, { secret, sign, stamped }) => {
    const other = `whsec_${Buffer.from("another secret, just as long as it").toString("base64")}`;
    const text = textOf(fixture);
    const headers = sign(text, now, secret);
    const verify = (secrets: readonly string[], given: Record<string, string> = headers, at = now, body = text) =>
      integration.verify(secrets, { ...inboundOf(fixture, text, given, at), body: Buffer.from(body) });
    expect(Object.keys(headers)[0]).toBe(integration.signature?.header.toLowerCase());
    expect(verify([secret])).toBe("valid");
    expect(verify([other, secret])).toBe("valid");
    expect(verify([secret, other])).toBe("valid");
    expect(verify([other])).toBe("mismatch");
    for (const at of [0, Math.floor(text.length / 2), text.length - 1]) {
      const changed = `${text.slice(0, at)}${text[at] === "x" ? "y" : "x"}${text.slice(at + 1)}`;
      expect(verify([secret], headers, now, changed)).toBe("mismatch");
    }
    expect(verify([secret], {})).toBe("missing");
    expect(verify([secret], { ...headers, [Object.keys(headers)[0] as string]: "" })).toBe("missing");
    expect(verify([secret], headers, now + hourMs)).toBe(stamped ? "stale" : "valid");
    expect(verify([secret], headers, now - hourMs)).toBe(stamped ? "stale" : "valid");
  });

  test("survives any header and any JSON", () => {
    const headerNames = [
      ...new Set(list.flatMap((fixture) => Object.keys(fixture.headers ?? {}))),
      integration.signature?.header.toLowerCase() ?? "x",
    ];
    const known = fc.constantFrom(...list.flatMap((fixture) => Object.values(fixture.headers ?? {})), "__proto__", "constructor");
    const headers = fc.dictionary(fc.constantFrom(...headerNames), fc.oneof(known, fc.string()));
    const property = fc.property(fc.jsonValue({ maxDepth: 4 }), headers, (value, given) => {
      const inbound = { headers: given, body: Buffer.from(JSON.stringify(value)), value, now };
      checkParsed(integration, integration.parse(inbound));
      idOf(integration, inbound);
      expect(["missing", "stale", "mismatch"]).toContain(integration.verify(["whsec_c2VjcmV0", "secret"], inbound));
    });
    fc.assert(property, { numRuns: 300 });
  });

  test("survives its own bodies with any part of them changed", () => {
    const mutated = fc.tuple(fc.constantFrom(...list), fc.infiniteStream(fc.nat()), odd);
    const property = fc.property(mutated, ([fixture, stream, value]) => {
      const inbound = inboundOf(fixture);
      const body = change(structuredClone(inbound.value), stream, value);
      checkParsed(integration, integration.parse({ ...inbound, value: body }));
      idOf(integration, { ...inbound, value: body });
    });
    fc.assert(property, { numRuns: 500 });
  });
});

/** A request as it comes: JSON text, whose numbers have more digits than a double. */
const exact: [name: string, body: (digit: string) => string, headers?: Record<string, string>][] = [
  [
    "datadog",
    (digit) => `{"id":123456789012345678${digit},"title":"T","alert_transition":"Triggered","alert_cycle_key":987654321098765432${digit}}`,
  ],
  ["datadog", (digit) => `{"event":{"id":123456789012345678${digit}},"title":"T","monitor":{"id":98765432109876543${digit}},"date":1e400}`],
  ["sentry", (digit) => `{"action":"created","data":{"issue":{"id":123456789012345678${digit},"title":"T","project":{"name":"p"}}}}`],
  [
    "pagerduty",
    (digit) =>
      `{"event":{"id":1234567890123456789${digit},"event_type":"incident.triggered","data":{"id":1234567890123456789${digit},"title":"T"}}}`,
  ],
  [
    "github",
    (digit) =>
      `{"deployment_status":{"state":"failure"},"deployment":{"id":1234567890123456789${digit}},"repository":{"full_name":"acme/web"}}`,
    { "x-github-event": "deployment_status" },
  ],
  [
    "alertmanager",
    (digit) =>
      `{"groupKey":"g","alerts":[{"status":"firing","startsAt":"2026-11-22T11:00:00Z","labels":{"alertname":"T","id":123456789012345678${digit}}}]}`,
  ],
  [
    "grafana",
    (digit) =>
      `{"groupKey":"g","alerts":[{"status":"firing","startsAt":"2026-11-22T11:00:00Z","fingerprint":123456789012345678${digit},"labels":{"alertname":"T"}}]}`,
  ],
  [
    "grafana",
    (digit) => `{"ruleName":"T","state":"alerting","ruleId":123456789012345678${digit},"evalMatches":[{"metric":"m","value":1.50}]}`,
  ],
  [
    "inngest",
    (digit) =>
      `{"name":"inngest/function.failed","id":123456789012345678${digit},"data":{"function_id":"f","run_id":987654321098765432${digit}}}`,
  ],
  ["linear", (digit) => `{"action":"create","type":"Issue","data":{"id":123456789012345678${digit},"title":"T","team":{"key":"ENG"}}}`],
];
test.each(exact)(
  "%s: numbers that differ beyond a double's digits are two, and are shown as they are written (%#)",
  (name, body, headers) => {
    const integration = integrations.find((one) => one.integration === name) as Integration;
    const read = (digit: string): Record<string, unknown> => {
      const inbound = inboundOf({ title: "", source: "", headers, body: body(digit), expected: { moments: [] } });
      const parsed = integration.parse(inbound);
      checkParsed(integration, parsed);
      if (!parsed.ok || !parsed.moments[0]) throw new Error("it makes no moment");
      const { correlation, externalId, identity, system, description } = parsed.moments[0];
      return { requestId: integration.requestId(inbound), correlation, externalId, identity, build: system?.payload.build_id, description };
    };
    const [one, other] = [read("1"), read("3")];
    for (const key of ["requestId", "identity", "externalId", "build"]) if (one[key]) expect(one[key], key).not.toBe(other[key]);
    expect(one).not.toEqual(other);
    expect(JSON.stringify(one)).not.toMatch(/\d{15}000|e\+/);
  },
);

/** Values that a body's part is changed to. */
const odd: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown[]>(
    null,
    "",
    "   ",
    0,
    -1,
    1e308,
    [],
    {},
    "0001-01-01T00:00:00Z",
    "9999-12-31T23:59:59Z",
    "javascript:alert(1)",
    "<script>alert(1)</script>",
    "``` <b>",
    "\u0000",
    "\ud800",
    "x".repeat(70_000),
    "😀".repeat(200),
  ),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Sets one part of a JSON value, chosen by the numbers, to another value. */
function change(value: unknown, numbers: Iterator<number>, to: unknown): unknown {
  if (typeof value !== "object" || value === null) return to;
  const keys = Object.keys(value);
  const next = numbers.next().value as number;
  if (keys.length === 0 || next % 5 === 0) return to;
  const key = keys[next % keys.length] as string;
  (value as Record<string, unknown>)[key] = change((value as Record<string, unknown>)[key], numbers, to);
  return value;
}
