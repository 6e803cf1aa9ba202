import { describe, expect, test } from "vitest";
import { now } from "./fixture";
import { fixtures } from "./fixtures";
import { integrationOf } from "./index";
import type { ParsedMoment } from "./integration";

function read(integration: string, body: unknown, headers: Record<string, string> = {}): ParsedMoment {
  const parsed = integrationOf(integration)?.parse({ headers, body: Buffer.from(JSON.stringify(body)), value: body, now });
  if (!parsed?.ok || !parsed.moments[0]) throw new Error(JSON.stringify(parsed));
  return parsed.moments[0];
}

/** What opens something and what closes it: one type and one correlation, so that it reaches the same channels (decision 0017). */
function expectPair(opened: readonly ParsedMoment[], closed: ParsedMoment): void {
  expect(closed.action).toBe("resolve");
  for (const { type, correlation, action } of opened)
    expect({ type, correlation, action }).toEqual({ type: closed.type, correlation: closed.correlation, action: "trigger" });
}

const transitions = ["Triggered", "Re-Triggered", "Warn", "Re-Warn", "No Data", "Re-No Data", "Renotify"];
const levels: Record<string, string> = { Warn: "warning", "Re-Warn": "warning", Recovered: "success" };

describe("a resolve has its trigger's type", () => {
  test.each(["P1", "P2", "P3", "P4", "P5", "", "$ALERT_PRIORITY"])("Datadog, priority %j", (alert_priority) => {
    const filled = (alert_transition: string) =>
      read("datadog", {
        id: "1",
        title: `[${alert_transition} on {host:a}] Disk`,
        alert_priority,
        alert_transition,
        alert_cycle_key: "c",
        alert_type: levels[alert_transition] ?? "error",
      });
    const bare = (transition: string) =>
      read("datadog", {
        id: "1",
        title: `${/^P\d$/.test(alert_priority) ? `[${alert_priority}] ` : ""}[${transition} on {host:a}] Disk`,
        body: "https://app.datadoghq.com/monitors/9",
      });
    for (const of of [filled, bare]) expectPair(transitions.map(of), of("Recovered"));
    expect(filled("Warn").severity).toBe("warning");
  });

  test("Sentry, a metric that warns, is critical and resolved", () => {
    const of = (action: string) =>
      read("sentry", { action, data: { metric_alert: { id: "4" } } }, { "sentry-hook-resource": "metric_alert" });
    expectPair([of("warning"), of("critical")], of("resolved"));
    expect([of("warning").severity, of("critical").severity]).toEqual(["warning", "critical"]);
  });

  test.each(["fatal", "error", "warning", undefined])("Sentry, an issue of level %s", (level) => {
    const of = (action: string) =>
      read("sentry", { action, data: { issue: { id: "4", title: "x", level } } }, { "sentry-hook-resource": "issue" });
    expectPair([of("created"), of("assigned"), of("unresolved")], of("resolved"));
  });

  test.each(["alertmanager", "grafana"])("%s, each severity", (integration) => {
    for (const severity of ["page", "critical", "error", "warning", "info", "none", "odd", undefined]) {
      const of = (status: string) => read(integration, { alerts: [{ status, fingerprint: "f", labels: { alertname: "a", severity } }] });
      expectPair([of("firing")], of("resolved"));
    }
  });

  test("GitHub, a deployment", () => {
    const of = (state: string) =>
      read("github", { deployment_status: { state, environment: "production" }, deployment: { id: 1 }, repository: { full_name: "a/b" } });
    expectPair([of("failure"), of("error")], of("success"));
  });

  test.each(["high", "low"])("PagerDuty, urgency %s, which nobody edits", (urgency) => {
    const of = (what: string) =>
      read("pagerduty", { event: { id: "1", event_type: `incident.${what}`, data: { id: "Q1", title: "x", urgency } } });
    expectPair(["triggered", "acknowledged", "escalated", "reopened"].map(of), of("resolved"));
  });

  test.each([0, 1, 2, 3, 4])("Linear, priority %i, which nobody edits", (priority) => {
    const of = (type: string) =>
      read("linear", { action: "update", type: "Issue", data: { id: "1", title: "x", priority, state: { name: "x", type } } });
    expectPair(["triage", "backlog", "unstarted", "started"].map(of), of("completed"));
  });
});

describe("an end is an end, however it is written", () => {
  test.each(["Recovered", "Warn Recovered", "recovery", "OK", "Resolved", "closed"])("Datadog, %s", (said) => {
    for (const field of ["alert_transition", "transition", "status", "alert_state", "ALERT_STATUS"]) {
      const of = (transition: string) => read("datadog", { title: "Disk", alert_id: "9", alert_type: "error", [field]: transition });
      expectPair([of("Triggered"), of("Alert")], of(said));
      expect(of(said).severity).toBe("info");
    }
  });

  test.each<[string, object]>([
    ["state by its name alone", { state: { name: "Canceled" } }],
    ["state as a text", { state: "Done" }],
    ["state's type in capitals", { state: { name: "x", type: "COMPLETED" } }],
    ["British spelling", { state: { name: "x", type: "cancelled" } }],
    ["time of its end", { completedAt: "2026-11-22T11:00:00Z" }],
    ["time of its cancellation", { canceledAt: "2026-11-22T11:00:00Z" }],
    ["place in the archive", { archivedAt: "2026-11-22T11:00:00Z" }],
  ])("Linear, an issue's %s", (_title, ended) => {
    const of = (more: object) => read("linear", { action: "update", type: "Issue", data: { id: "1", title: "x", ...more } });
    const open = { state: { name: "Doing", type: "started" }, completedAt: null, canceledAt: null, archivedAt: null };
    expectPair([of(open), of({ state: "Todo" })], of(ended));
  });

  test("Linear, words in any case", () => {
    const of = (type: string, action: string) => read("linear", { action, type, data: { id: "1", title: "x" } });
    expectPair([of("ISSUE", "Create")], of("issue", "Remove"));
  });

  test("PagerDuty, by an incident's status where nothing says what happened", () => {
    const of = (status: string) => read("pagerduty", { event: { id: "1", data: { id: "Q1", title: "x", urgency: "high", status } } });
    expectPair([of("triggered"), of("Acknowledged")], of("resolved"));
  });

  test("GitHub, words in any case", () => {
    const of = (state: string) =>
      read("github", { deployment_status: { state }, repository: { full_name: "a/b" } }, { "x-github-event": "Deployment_Status" });
    expectPair([of("FAILURE")], of("Success"));
    const run = { conclusion: "FAILURE", name: "CI" };
    expect(read("github", { action: "Completed", workflow_run: run }, { "x-github-event": "workflow_run" }).name).toContain("CI failed");
  });
});

test.each<[string, object]>([
  ["issue_id", { issue_id: 501 }],
  ["issueId", { issueId: "501" }],
  ["a bare issue", { issue: "501" }],
  ["issue.id", { issue: { id: 501 } }],
  ["group.id", { group: { id: "501" } }],
  ["group_id", { group_id: "501" }],
  ["groupId", { groupId: 501 }],
  ["groupID", { groupID: "501" }],
  ["issue_url", { issue_url: "https://sentry.io/api/0/issues/501/" }],
  ["an older issue_url", { issue_url: "https://sentry.io/api/0/groups/501/" }],
  ["web_url", { web_url: "https://acme.sentry.io/issues/501/?project=1" }],
  ["an older web_url", { web_url: "https://sentry.example.com/acme/web/group/501/" }],
])("Sentry: an event is of its issue, by %s", (_title, more) => {
  const opened = read("sentry", { data: { event: { title: "x", ...more } } }, { "sentry-hook-resource": "event_alert" });
  const issue = { id: "501", title: "x" };
  expectPair([opened], read("sentry", { action: "resolved", data: { issue } }, { "sentry-hook-resource": "issue" }));
});

describe("a change of what is closed does not open it again", () => {
  const changes = ["priority_updated", "reassigned", "delegated", "escalated", "acknowledged", "service_updated", "incident_type.changed"];
  test.each(changes)("PagerDuty, a resolved incident that is %s", (what) => {
    const of = (kind: string, status: string) =>
      read("pagerduty", { event: { id: "1", event_type: `incident.${kind}`, data: { id: "Q1", title: "x", urgency: "high", status } } });
    expectPair([of("triggered", "triggered"), of(what, "acknowledged")], of(what, "resolved"));
    expect(of(what, "resolved").severity).toBe("info");
  });

  test.each(["triggered", "reopened"])("PagerDuty, an incident that is %s opens, whatever its status was", (what) => {
    const { action } = read("pagerduty", { event: { event_type: `incident.${what}`, data: { id: "Q1", status: "resolved" } } });
    expect(action).toBe("trigger");
  });

  test.each(["resolved", "ignored"])("Sentry, an issue that is %s and then assigned", (status) => {
    const of = (action: string, status?: string) =>
      read("sentry", { action, data: { issue: { id: "4", title: "x", level: "error", status } } }, { "sentry-hook-resource": "issue" });
    expectPair([of("created", "unresolved"), of("assigned", "unresolved"), of("unresolved", status)], of("assigned", status));
  });

  test.each(["completed", "canceled", "duplicate"])("Linear, an issue whose state is %s", (type) => {
    const of = (action: string, kind: string, state: string) =>
      read("linear", { action, type: kind, data: { id: "1", title: "x", state: { name: "x", type: state } } });
    expectPair([of("update", "Issue", "started")], of("update", "Issue", type));
    for (const action of ["breached", "highRisk"]) expect(of(action, "IssueSLA", type).action).toBe("resolve");
  });
});

describe.each(["alertmanager", "grafana"])("%s says the same of one thing", (integration) => {
  const alert = {
    status: "firing",
    labels: { alertname: "a", job: "b" },
    startsAt: "2026-11-22T11:00:00Z",
    endsAt: "0001-01-01T00:00:00Z",
  };
  const identities = (alerts: object[], groupKey = "{}") => {
    const parsed = integrationOf(integration)?.parse({ headers: {}, body: Buffer.from(""), value: { groupKey, alerts }, now });
    return parsed?.ok ? parsed.moments.map(({ identity }) => identity) : [];
  };
  const ended = { ...alert, status: "resolved", endsAt: "2026-11-22T11:30:00Z" };

  test("in whatever group it is told, beside whatever else, in whatever order its labels are", () => {
    const [first] = identities([alert]);
    expect(first).toMatch(/^[0-9a-f]{64}$/);
    const again = {
      ...alert,
      labels: { job: "b", alertname: "a" },
      annotations: { summary: "now at 92 %" },
      endsAt: "2026-11-22T11:04:00Z",
    };
    expect(identities([{ ...alert, fingerprint: "f" }, again], "{other}")[1]).toBe(first);
    expect(identities([ended])).toEqual(identities([{ ...ended, annotations: { summary: "again" } }]));
  });

  test("and something else of another thing, of its end, and of its next time", () => {
    const all = identities([
      alert,
      ended,
      { ...ended, endsAt: "2026-11-22T11:45:00Z" },
      { ...alert, startsAt: "2026-11-22T11:50:00Z" },
      { ...alert, fingerprint: "f" },
      { ...alert, labels: { alertname: "a", job: "c" } },
    ]);
    expect(new Set(all).size).toBe(6);
  });

  test("but not of what has no time: the next firing would look the same", () => {
    const { startsAt: _, ...timeless } = alert;
    expect(identities([timeless])).toEqual([null]);
  });
});

test("what is told once has no identity", () => {
  for (const [integration, list] of Object.entries(fixtures)) {
    if (["alertmanager", "grafana", "inngest"].includes(integration)) continue;
    for (const { body, headers = {} } of list) {
      if (typeof body === "string") continue;
      const parsed = integrationOf(integration)?.parse({ headers, body: Buffer.from(""), value: body, now });
      for (const { identity } of parsed?.ok ? parsed.moments : []) expect(identity).toBeNull();
    }
  }
});
