import { type Fixture, iso, minutesAgo, now } from "../fixture";

const source = "https://prometheus.io/docs/alerting/latest/configuration/#webhook_config";

const group = (alerts: object[], more: object = {}) => ({
  version: "4",
  groupKey: '{}:{alertname="HighLatency"}',
  truncatedAlerts: 0,
  status: "firing",
  receiver: "hotline",
  groupLabels: { alertname: "HighLatency" },
  commonLabels: {},
  commonAnnotations: {},
  externalURL: "http://alertmanager:9093",
  alerts,
  ...more,
});
const firing = {
  status: "firing",
  labels: { alertname: "HighLatency", job: "api", instance: "api-1:9090", severity: "page", environment: "production" },
  annotations: { summary: "p99 is high", description: "9 s for `10m`" },
  startsAt: iso(minutesAgo(10)).replace("000Z", "123456789Z"),
  endsAt: "0001-01-01T00:00:00Z",
  generatorURL: "http://prometheus:9090/graph?g0.expr=up",
  fingerprint: "abc1",
};
const high = {
  name: "HighLatency",
  type: "page",
  source: "api",
  sourceUrl: "http://prometheus:9090/graph?g0.expr=up",
  occurredAt: minutesAgo(10) + 123,
  action: "trigger",
  correlation: "abc1",
  severity: "critical",
  environment: "production",
} as const;

export const alertmanager: readonly Fixture[] = [
  { title: "an alert that fires", source, body: group([firing]), expected: { moments: [high] } },
  {
    title: "an alert that is resolved",
    source,
    body: group([{ ...firing, status: "resolved", endsAt: iso(minutesAgo(1)) }], { status: "resolved" }),
    expected: { moments: [{ ...high, action: "resolve", occurredAt: minutesAgo(1) }] },
  },
  {
    title: "a large group, cut by max_alerts",
    source,
    body: group([firing, { ...firing, fingerprint: "abc2", labels: { ...firing.labels, severity: "warning" } }], { truncatedAlerts: 40 }),
    expected: { moments: [high, { type: "near-miss", severity: "warning", correlation: "abc2" }], note: /left out 40 more/ },
  },
  {
    title: "an alert of an older Alertmanager: no fingerprint, a number for a group key, no end",
    source,
    body: group(
      [{ status: "resolved", labels: { alertname: "HighLatency" }, annotations: null, startsAt: firing.startsAt, endsAt: firing.endsAt }],
      {
        version: "3",
        groupKey: 12,
      },
    ),
    expected: {
      moments: [
        {
          name: "HighLatency",
          type: "alert",
          source: "Alertmanager",
          action: "resolve",
          occurredAt: now,
          correlation: '[["alertname","HighLatency"]]',
        },
      ],
    },
  },
  {
    title: "an alert whose annotation is a title, and links lead nowhere",
    source,
    body: group(
      [
        {
          ...firing,
          fingerprint: "abc3",
          labels: { alertname: "HighLatency", job: "api" },
          annotations: { title: "p99 is high" },
          generatorURL: "",
        },
      ],
      { externalURL: "" },
    ),
    expected: {
      moments: [{ name: "HighLatency", sourceUrl: null, description: "p99 is high\n\n- **Status**: `firing`\n\n- **job**: `api`" }],
    },
  },
  {
    title: "a test without labels and times",
    source,
    numbered: false,
    body: group([{ status: "firing", labels: {}, annotations: { summary: "Only a test" }, fingerprint: "0" }]),
    expected: { moments: [{ name: "Only a test", type: "alert", sourceUrl: "http://alertmanager:9093", occurredAt: now }] },
  },
  {
    title: "an alert of an unknown status",
    source,
    body: group([{ ...firing, status: "smouldering" }]),
    expected: { error: /alerts\.0\.status must be firing or resolved/ },
  },
];
