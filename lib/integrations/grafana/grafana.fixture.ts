import { type Fixture, iso, minutesAgo, now } from "../fixture";
import { hmacHex } from "../signature";

const source =
  "https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/";

const legacy = "https://grafana.com/docs/grafana/latest/http_api/alerting/";

const zero = "0001-01-01T00:00:00Z";
const group = (status: string, alerts: object[], more: object = {}) => ({
  receiver: "hotline",
  status,
  orgId: 1,
  alerts,
  groupLabels: {},
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "https://grafana.example.com/",
  version: "1",
  groupKey: "{}:{}",
  truncatedAlerts: 0,
  title: "[FIRING:1]",
  state: "alerting",
  message: "**Firing**",
  ...more,
});
const firing = {
  status: "firing",
  labels: { alertname: "Disk is full", grafana_folder: "Storage", severity: "Critical", env: "production", __alert_rule_uid__: "u1" },
  annotations: { summary: "91 % used", description: "Of /var <img src=x>", runbook_url: "https://runbook.example.com/disk" },
  startsAt: iso(minutesAgo(15)).replace("Z", "123+00:00"),
  endsAt: zero,
  values: null,
  valueString: "[ var='A' labels={} value=91 ]",
  generatorURL: "https://grafana.example.com/alerting/u1/edit",
  fingerprint: "f00d",
  silenceURL: "https://grafana.example.com/alerting/silence/new",
  dashboardURL: "",
  panelURL: "",
  imageURL: "https://grafana.example.com/render.png",
};
const full = {
  name: "Disk is full",
  type: "incident",
  source: "Storage",
  sourceUrl: "https://grafana.example.com/alerting/u1/edit",
  occurredAt: minutesAgo(15),
  action: "trigger",
  correlation: "f00d",
  severity: "critical",
  environment: "production",
} as const;

export const grafana: readonly Fixture[] = [
  {
    title: "an alert that fires",
    source,
    body: group("firing", [firing]),
    signed: {
      secret: "a secret of Grafana",
      stamped: false,
      sign: (body, _now, secret) => ({ "x-grafana-alerting-signature": hmacHex(secret, body) }),
    },
    expected: { moments: [full] },
  },
  {
    title: "two, one of them well again, signed with a time",
    source,
    body: group("firing", [
      { ...firing, fingerprint: "f00e" },
      { ...firing, status: "resolved", endsAt: iso(minutesAgo(2)), values: {} },
    ]),
    signed: {
      secret: "a secret of Grafana",
      stamped: true,
      sign(body, at, secret) {
        const stamp = String(Math.floor(at / 1000));
        return { "x-grafana-alerting-signature": hmacHex(secret, `${stamp}:`, body), "x-grafana-alerting-timestamp": stamp };
      },
    },
    expected: {
      moments: [
        { ...full, correlation: "f00e" },
        { ...full, action: "resolve", occurredAt: minutesAgo(2) },
      ],
    },
  },
  {
    title: "well again, and no word of when",
    source,
    body: group("resolved", [{ ...firing, status: "resolved" }]),
    expected: { moments: [{ ...full, action: "resolve", occurredAt: now }] },
  },
  {
    title: "the test of a contact point",
    source,
    body: group("firing", [
      {
        status: "firing",
        labels: { alertname: "TestAlert", instance: "Grafana" },
        annotations: { summary: "Only a test" },
        startsAt: iso(minutesAgo(0)),
        endsAt: zero,
        values: { B: 22, C: 1 },
        generatorURL: "",
        fingerprint: "a11a",
      },
    ]),
    expected: {
      moments: [{ name: "TestAlert", type: "alert", source: "Grafana", sourceUrl: "https://grafana.example.com/", severity: null }],
    },
  },
  {
    title: "a rule that found no data",
    source: "https://grafana.com/docs/grafana/latest/alerting/fundamentals/alert-rule-evaluation/stale-alert-instances/",
    body: group("firing", [
      { ...firing, labels: { alertname: "DatasourceNoData", rulename: "Disk is full", ref_id: "A" }, fingerprint: "f00f" },
    ]),
    expected: { moments: [{ name: "Disk is full (no data)", type: "alert" }] },
  },
  { title: "a group of none", source, body: group("firing", []), expected: { error: /alerts must hold at least one alert/ } },
  ...(["alerting", "no_data", "ok"] as const).map(
    (state): Fixture => ({
      title: `a rule of the legacy alerting that is ${state}`,
      source: legacy,
      body: {
        state,
        title: `[${state}] Disk is full`,
        ruleId: 7,
        ruleName: "Disk is full",
        ruleUrl: "https://grafana.example.com/d/disk?panelId=2",
        message: "Make room.",
        evalMatches: [{ value: 91, metric: "/var", tags: null }],
        tags: { severity: "critical", env: "production" },
      },
      numbered: false,
      expected: {
        moments: [
          {
            name: "Disk is full",
            type: "incident",
            source: "Grafana",
            sourceUrl: "https://grafana.example.com/d/disk?panelId=2",
            occurredAt: now,
            action: state === "ok" ? "resolve" : "trigger",
            correlation: "rule 7",
            severity: state === "ok" ? "info" : "critical",
            environment: "production",
          },
        ],
      },
    }),
  ),
  {
    title: "a rule of the legacy alerting that is paused",
    source: legacy,
    body: { state: "paused", ruleId: 7, ruleName: "Disk is full" },
    numbered: false,
    expected: { note: /state paused makes no moment/ },
  },
  {
    title: "a rule of the legacy alerting, in capitals, with what its tags say and a number in a text",
    source: legacy,
    body: { state: "OK", title: "[OK] Disk is full", ruleId: "7", ruleName: "Disk is full", tags: { priority: "P1" } },
    numbered: false,
    expected: { moments: [{ action: "resolve", correlation: "rule 7", type: "incident", severity: "info" }] },
  },
  {
    title: "a rule of the legacy alerting without its state, which the title has",
    source: legacy,
    body: { title: "[Alerting] Disk is full", ruleId: 7, tags: [] },
    numbered: false,
    expected: { moments: [{ name: "Disk is full", action: "trigger", correlation: "rule 7" }] },
  },
  {
    title: "a group in capitals, without its alerts' statuses and labels",
    source,
    body: group("FIRING", [{ ...firing, status: undefined, labels: null, annotations: "none", fingerprint: "f010" }], {
      commonLabels: firing.labels,
      commonAnnotations: firing.annotations,
    }),
    expected: { moments: [{ ...full, correlation: "f010" }], note: /status is missing.*annotations is no object/ },
  },
  {
    title: "a custom payload",
    source,
    body: { title: "[FIRING:1] Disk is full", text: "Of /var", severity: "critical" },
    expected: { error: /alerts is missing\. Where the contact point has a custom payload, clear it/ },
  },
  { title: "something else", source, body: { ruleName: "Disk" }, expected: { error: /known to send: alerts is missing/ } },
];
