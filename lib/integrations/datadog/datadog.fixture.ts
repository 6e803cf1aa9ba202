import { type Fixture, minutesAgo } from "../fixture";

const source = "https://docs.datadoghq.com/integrations/webhooks/";

const filled = {
  id: "7001",
  title: "[P2] [Triggered on {host:web-3}] Queue is slow",
  body: "%%%\nThe queue takes <b>9 s</b>.\n%%%",
  link: "https://app.datadoghq.eu/event/event?id=7001",
  date: String(minutesAgo(4)),
  event_type: "query_alert_monitor",
  alert_id: "4242",
  alert_cycle_key: "8100",
  alert_transition: "Triggered",
  alert_type: "error",
  alert_priority: "P2",
  tags: "env:staging,service:billing,team:payments",
  hostname: "web-3",
};
const triggered = {
  name: "Queue is slow",
  type: "incident",
  source: "web-3",
  sourceUrl: "https://app.datadoghq.eu/event/event?id=7001",
  occurredAt: minutesAgo(4),
  action: "trigger",
  correlation: "8100",
  severity: "error",
  environment: "staging",
} as const;

/** What Datadog posts where nobody pasted a payload. */
const bare = {
  id: "7101",
  last_updated: String(minutesAgo(2)),
  event_type: "service_check",
  title: "[Triggered on {cluster:blue}] [prod] Cluster is unwell",
  date: String(minutesAgo(3)),
  org: { id: "12", name: "Acme" },
  body: "%%%\nLook.\n\n[[Monitor Status](https://app.datadoghq.com/monitors/991?group=cluster%3Ablue)]\n%%%",
};

export const datadog: readonly Fixture[] = [
  { title: "a monitor that triggered", source, body: filled, expected: { moments: [triggered] } },
  {
    title: "the same monitor, triggered again",
    source,
    body: { ...filled, alert_transition: "Re-Triggered" },
    expected: { moments: [triggered] },
  },
  {
    title: "the same monitor, recovered",
    source,
    body: {
      ...filled,
      id: "7002",
      title: "[P2] [Recovered on {host:web-3}] Queue is slow",
      alert_transition: "Recovered",
      alert_type: "success",
    },
    expected: { moments: [{ ...triggered, action: "resolve", severity: "info" }] },
  },
  {
    title: "no data, priority 1, numbers and a date in seconds",
    source,
    body: { ...filled, id: 7003, alert_id: 4242, date: minutesAgo(4) / 1000, alert_transition: "No Data", alert_priority: "P1" },
    expected: { moments: [{ ...triggered, type: "page" }] },
  },
  {
    title: "a warning, with the variables that Datadog had nothing for",
    source,
    body: {
      ...filled,
      id: "7004",
      title: "[Warn] Queue is slow",
      alert_transition: "Warn",
      alert_type: "warning",
      alert_priority: "$ALERT_PRIORITY",
      hostname: "null",
      link: "",
      tags: "",
    },
    expected: { moments: [{ name: "Queue is slow", type: "alert", source: "Datadog", sourceUrl: null, severity: "warning" }] },
  },
  {
    title: "a renotification",
    source,
    body: { ...filled, id: "7005", alert_transition: "Renotify" },
    expected: { moments: [triggered] },
  },
  {
    title: "Datadog's own payload",
    source,
    body: bare,
    expected: {
      moments: [
        {
          name: "[prod] Cluster is unwell",
          type: "alert",
          source: "Datadog",
          sourceUrl: "https://app.datadoghq.com/monitors/991?group=cluster%3Ablue",
          occurredAt: minutesAgo(3),
          action: "trigger",
          correlation: "monitor 991 {cluster:blue}",
        },
      ],
    },
  },
  {
    title: "Datadog's own payload of the recovery",
    source,
    body: { ...bare, id: "7102", title: "[Recovered on {cluster:blue}] [prod] Cluster is unwell" },
    expected: {
      moments: [{ name: "[prod] Cluster is unwell", type: "alert", action: "resolve", correlation: "monitor 991 {cluster:blue}" }],
    },
  },
  {
    title: "a payload of somebody's own: other names, in other letters, and nested",
    source,
    body: {
      event_id: 7301,
      eventTitle: "[P3] [Warn on {queue:mail}] Queue is slow",
      eventMsg: "The queue takes 4 s.",
      priority: "normal",
      metadata: {
        ALERT_CYCLE_KEY: "8300",
        ALERT_ID: 4343,
        ALERT_TRANSITION: "Warn",
        ALERT_TYPE: "WARNING",
        ALERT_PRIORITY: "P1",
        EVENT_URL: "https://app.datadoghq.eu/event/event?id=7301",
        LAST_UPDATED: String(minutesAgo(6)),
        HOST_NAME: "web-4",
        TAGS: ["env:qa", "team:mail"],
      },
      org: { id: "12", name: "Acme" },
    },
    expected: {
      moments: [
        {
          name: "Queue is slow",
          type: "page",
          source: "web-4",
          sourceUrl: "https://app.datadoghq.eu/event/event?id=7301",
          occurredAt: minutesAgo(6),
          correlation: "8300",
          severity: "warning",
          environment: "qa",
          externalId: "4343",
        },
      ],
    },
  },
  {
    title: "a recovery that names no cycle, but what it aggregates",
    source,
    body: { id: "7302", alert_title: "Queue is slow", aggreg_key: "a1b2", transition: "Recovered", service: "mail" },
    expected: { moments: [{ action: "resolve", correlation: "aggregate a1b2", source: "mail", type: "alert" }] },
  },
  {
    title: "a recovery that names the monitor and its scope",
    source,
    body: { id: "7303", monitor_name: "Queue is slow", monitor_id: 4343, alert_scope: "queue:mail", alert_transition: "Recovered" },
    expected: { moments: [{ name: "Queue is slow", action: "resolve", correlation: "monitor 4343 queue:mail" }] },
  },
  {
    title: "what is nested under the thing that it is of",
    source,
    body: {
      id: "7304",
      date: String(minutesAgo(1)),
      alert: {
        id: 4343,
        cycle_key: "8301",
        title: "[Triggered] Queue is slow",
        type: "error",
        transition: "Triggered",
        scope: "queue:mail",
      },
      severity: "P2",
      org: { id: "12", name: "Acme" },
    },
    expected: { moments: [{ name: "Queue is slow", type: "incident", correlation: "8301", externalId: "4343", severity: "error" }] },
  },
  {
    title: "the template as it was pasted, with nothing filled in",
    source,
    body: { id: "$ID", title: "$EVENT_TITLE", alert_transition: "$ALERT_TRANSITION" },
    expected: { error: /title is missing or empty/ },
  },
  {
    title: "a payload of somebody's own without a title: the first words of its message stand for it",
    source,
    body: { text: "%%%\nQueue is slow\nIt takes 9 s.\n%%%", transition: "Triggered", monitor_id: 4343, hostname: "web-4" },
    numbered: false,
    expected: { moments: [{ name: "Queue is slow", correlation: "monitor 4343 web-4", severity: null }] },
  },
  {
    title: "a recovery without a title and a message",
    source,
    body: { id: "7305", title: "", alert_transition: "Recovered", alert_cycle_key: "8302" },
    expected: { moments: [{ name: "Datadog monitor", action: "resolve", correlation: "8302" }] },
  },
  {
    title: "a recovery that only its type tells",
    source,
    body: { id: "7306", title: "Queue is slow", alert_type: "success", alert_id: 4343, scope: "queue:mail", date: String(minutesAgo(1)) },
    expected: { moments: [{ action: "resolve", correlation: "monitor 4343 queue:mail", severity: "info" }] },
  },
  ...(["aggregate", "aggregation_key", "event_aggregate", "AGGREG_KEY"] as const).map(
    (name, index): Fixture => ({
      title: `a group that ${name} tells from the monitor's others`,
      source,
      body: { id: `731${index}`, title: "Queue is slow", alert_id: 4343, [name]: `a1b${index}`, status: "Recovered" },
      expected: { moments: [{ action: "resolve", correlation: `aggregate a1b${index}` }] },
    }),
  ),
  ...(["text", "alert_message", "event_message", "content", "summary", "text_msg", "details", "alert_body", "comment"] as const).map(
    (name, index): Fixture => ({
      title: `a message in ${name}`,
      source,
      body: { id: `732${index}`, date: String(minutesAgo(1)), title: "Queue is slow", [name]: "The queue takes 4 s.", status: "open" },
      expected: { moments: [{ description: "The queue takes 4 s.", action: "trigger" }] },
    }),
  ),
  {
    title: "nothing but an id",
    source,
    body: { id: "7307" },
    expected: { error: /title is missing or empty: paste the payload template again/ },
  },
];
