import { type Fixture, iso, minutesAgo, now } from "../fixture";

const source = "https://prometheus.io/docs/alerting/latest/configuration/#webhook_config";

const group = (alerts: unknown[], more: object = {}) => ({
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
    body: group([{ status: "firing", labels: {}, annotations: { summary: "Only a test" }, fingerprint: "0" }], { groupLabels: {} }),
    expected: { moments: [{ name: "Only a test", type: "alert", sourceUrl: "http://alertmanager:9093", occurredAt: now }] },
  },
  {
    title: "an alert of an unknown status: the group's counts",
    source,
    body: group([{ ...firing, status: "smouldering", fingerprint: "abc4" }]),
    expected: { moments: [{ ...high, correlation: "abc4" }], note: /alerts\.0\.status is neither firing nor resolved: the group's counts/ },
  },
  {
    title: "a group of an older version: only the group has a status, and what ended has a time of it",
    source,
    body: group([
      { ...firing, status: undefined, fingerprint: "abc5" },
      { ...firing, status: undefined, fingerprint: "abc6", endsAt: iso(minutesAgo(2)) },
      { ...firing, status: "FIRING", fingerprint: "abc7", endsAt: iso(minutesAgo(-60)) },
      { ...firing, status: null, fingerprint: "abc8", endsAt: iso(minutesAgo(-60)) },
    ]),
    expected: {
      moments: [
        { ...high, correlation: "abc5" },
        { ...high, correlation: "abc6", action: "resolve", occurredAt: minutesAgo(2) },
        { ...high, correlation: "abc7" },
        { ...high, correlation: "abc8" },
      ],
      note: /^alerts\.0\.status is missing: the group's counts\. alerts\.1\.status is missing/,
    },
  },
  {
    title: "a group that ended, whose alerts say nothing of it",
    source,
    body: group([{ ...firing, status: undefined, fingerprint: "abc9" }], { status: "Resolved" }),
    expected: { moments: [{ ...high, correlation: "abc9", action: "resolve", occurredAt: now }], note: /status is missing/ },
  },
  {
    title: "alerts that say nothing of themselves, one that is none, and what the group says of them all",
    source,
    body: group(
      [
        { status: "firing", startsAt: firing.startsAt, generatorURL: firing.generatorURL },
        7,
        { status: "firing", labels: ["x"], startsAt: firing.startsAt, generatorURL: "http://prometheus:9090/graph?g0.expr=down" },
      ],
      { commonLabels: { severity: "critical", service: "api" }, commonAnnotations: { summary: "p99 is high" } },
    ),
    expected: {
      moments: [
        { name: "HighLatency", type: "incident", severity: "critical", source: "api" },
        { name: "HighLatency", sourceUrl: "http://prometheus:9090/graph?g0.expr=down" },
      ],
      note: /alerts\.1 is no object: it makes no moment\. alerts\.2\.labels is no object: those of the group count/,
    },
  },
  {
    title: "times as Go prints them, and one that cannot be read",
    source,
    body: group([
      { ...firing, fingerprint: "ab10", startsAt: `${iso(minutesAgo(10)).slice(0, 19).replace("T", " ")}.123456789 +0000 UTC m=+0.1` },
      { ...firing, fingerprint: "ab11", startsAt: "ten minutes ago" },
    ]),
    numbered: false,
    expected: {
      moments: [
        { ...high, correlation: "ab10" },
        { ...high, correlation: "ab11", occurredAt: now, identity: null },
      ],
      note: /^alerts\.1\.startsAt cannot be read\.$/,
    },
  },
  {
    title: "an alert whose severity is no word that anybody knows",
    source,
    body: group([{ ...firing, fingerprint: "ab12", labels: { ...firing.labels, severity: "banana" } }]),
    expected: {
      moments: [{ type: "alert", severity: null, correlation: "ab12" }],
      note: /The severity “banana” is no word that Hotline knows/,
    },
  },
  {
    title: "one alert where a list of them should be",
    source,
    body: { ...group([]), alerts: { ...firing, fingerprint: "ab13" } },
    expected: { moments: [{ ...high, correlation: "ab13" }] },
  },
  {
    title: "a group whose alerts are none",
    source,
    body: group(["firing"]),
    expected: { error: /none of its alerts is an object/ },
  },
  { title: "a group without alerts", source, body: { ...group([]), alerts: null }, expected: { error: /alerts must be an array/ } },
];
