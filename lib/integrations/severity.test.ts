import { expect, test } from "vitest";
import type { Severity } from "../domain/alerts/message";
import { now } from "./fixture";
import { integrationOf } from "./index";
import { priorityOf, severityOf, typeOf } from "./severity";

const table: Record<Severity, string[]> = {
  critical: [
    "page",
    "critical",
    "CRIT",
    "emergency",
    "Fatal",
    "disaster",
    "panic",
    "alert",
    "sev0",
    "SEV-1",
    "Sev 1",
    "P1",
    "p-1",
    "1",
    "Priority 1",
    "P1 - Critical",
    "pri-1",
    "catastrophic",
    "ＣＲＩＴＩＣＡＬ",
  ],
  error: ["error", "ERR", "high", "Major", "severe", "sev2", "P2", "2", "02", "severity: high", "very high", "Urgency: high", "important"],
  warning: ["warning", " Warn ", "average", "medium", "minor", "sev3", "P3", "3", "caution"],
  info: ["info", "Information", "notice", "debug", "low", "none", "sev4", "P5", "4", "normal", "Very Low"],
};
const words = Object.entries(table).flatMap(([severity, list]) => list.map((word) => [word, severity as Severity] as const));

test.each(words)("%j is %s", (word, severity) => {
  expect(severityOf(word)).toBe(severity);
});

test.each(["", "banana", "not critical", "10", "6", "-", "severity", "critical".repeat(20), "__proto__", "constructor", null, undefined])(
  "%j says nothing of how bad it is",
  (word) => {
    expect(severityOf(word)).toBeNull();
    expect(typeOf(word)).toBe("alert");
  },
);

test("a type follows from a level, and a priority is one to five", () => {
  expect(["page", "P1", "emergency", "high", "minor", "low"].map(typeOf)).toEqual([
    "page",
    "incident",
    "incident",
    "alert",
    "near-miss",
    "near-miss",
  ]);
  expect(["P1", "p 2", "3", "SEV-4", "P0", "P6", "high", "P1 P2"].map(priorityOf)).toEqual([
    "P1",
    "P2",
    "P3",
    "P4",
    null,
    null,
    null,
    null,
  ]);
});

const bodies: [string, (severity: string) => unknown, Record<string, string>?][] = [
  ["alertmanager", (severity) => ({ alerts: [{ status: "firing", labels: { alertname: "a", severity } }] })],
  ["alertmanager", (severity) => ({ status: "firing", commonLabels: { Priority: severity }, alerts: [{ fingerprint: "f" }] })],
  ["grafana", (severity) => ({ alerts: [{ status: "firing", labels: { alertname: "a", priority: severity } }] })],
  ["grafana", (severity) => ({ alerts: [{ status: "firing", labels: { alertname: "a" }, annotations: { Severity: severity } }] })],
  ["grafana", (severity) => ({ ruleName: "a", state: "alerting", tags: { severity } })],
  ["datadog", (severity) => ({ title: "a", severity })],
  ["datadog", (severity) => ({ title: "a", alert_transition: "Triggered", alert: { priority: severity } })],
  ["sentry", (level) => ({ data: { event: { title: "a", level } } }), { "sentry-hook-resource": "event_alert" }],
  ["sentry", (level) => ({ data: { event: { title: "a", tags: [["level", level]] } } }), { "sentry-hook-resource": "event_alert" }],
];
test.each(bodies)("%s reads them all, wherever people put them (%#)", (name, bodyOf, headers = {}) => {
  for (const [word, severity] of words) {
    // Datadog's own $PRIORITY of any event, and what is written for nothing.
    if (name === "datadog" && ["low", "normal", "none"].includes(word)) continue;
    const parsed = integrationOf(name)?.parse({ headers, body: Buffer.from(""), value: bodyOf(word), now });
    expect(parsed?.ok && parsed.moments.map((moment) => moment.severity), word).toEqual([severity]);
  }
  const unknown = integrationOf(name)?.parse({ headers, body: Buffer.from(""), value: bodyOf("banana"), now });
  expect(unknown).toMatchObject({ ok: true, note: expect.stringContaining("“banana” is no word that Hotline knows") });
  expect(unknown?.ok && unknown.moments[0]?.description).toContain("`banana`");
});

test.each(["sev", "Urgency", "criticality", "level"])("a label %s says it too, where it says anything", (name) => {
  const read = (labels: object) => {
    const alerts = [{ status: "firing", labels: { alertname: "a", ...labels } }];
    const parsed = integrationOf("alertmanager")?.parse({ headers: {}, body: Buffer.from(""), value: { alerts }, now });
    return parsed?.ok && [parsed.moments[0]?.severity, parsed.note];
  };
  expect(read({ [name]: "P2" })).toEqual(["error", undefined]);
  expect(read({ [name]: "P2", severity: "info" })).toEqual(["info", undefined]);
  expect(read({ [name]: "ground floor" })).toEqual([null, undefined]);
});
