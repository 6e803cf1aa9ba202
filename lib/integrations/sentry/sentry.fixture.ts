import { type Fixture, iso, minutesAgo } from "../fixture";
import { hmacHex } from "../signature";

const page = "https://docs.sentry.io/integrations/integration-platform/webhooks";

const signed: Fixture["signed"] = {
  secret: "a client secret of Sentry",
  stamped: false,
  sign: (body, _now, secret) => ({ "sentry-hook-signature": hmacHex(secret, body) }),
};
const headers = (resource: string, id: string) => ({
  "sentry-hook-resource": resource,
  "sentry-hook-timestamp": String(minutesAgo(1) / 1000),
  "request-id": id,
});
const envelope = (action: string, data: object) => ({
  action,
  actor: { id: "sentry", name: "Sentry", type: "application" },
  data,
  installation: { uuid: "i-1" },
});

const event = {
  event_id: "e1",
  title: "TypeError: till is undefined",
  culprit: "pay(cart)",
  level: "fatal",
  environment: "production",
  datetime: iso(minutesAgo(3)),
  issue_id: "501",
  issue_url: "https://sentry.io/api/0/issues/501/",
  url: "https://sentry.io/api/0/projects/acme/shop/events/e1/",
  web_url: "https://sentry.io/organizations/acme/issues/501/events/e1/",
};
const happened = {
  name: "TypeError: till is undefined",
  type: "incident",
  source: "shop",
  sourceUrl: "https://sentry.io/organizations/acme/issues/501/events/e1/",
  occurredAt: minutesAgo(3),
  action: "trigger",
  correlation: "issue 501",
  severity: "critical",
  environment: "production",
} as const;

const issue = {
  id: "501",
  shortId: "SHOP-7",
  title: "TypeError: till is undefined",
  culprit: "pay(cart)",
  level: "error",
  substatus: "new",
  permalink: null,
  lastSeen: iso(minutesAgo(2)),
  project: { id: "1", name: "Shop", slug: "shop" },
};
const metric = (date_closed: string | null) => ({
  metric_alert: {
    id: "31",
    title: "Odd Otter",
    date_started: iso(minutesAgo(40)),
    date_closed,
    projects: ["shop"],
    alert_rule: { name: "Too slow", environment: "production", aggregate: "p95(transaction.duration)", query: "" },
  },
  description_title: "Critical: Too slow",
  description_text: "p95 is 9 s\\nFilter: none",
  web_url: "https://sentry.io/organizations/acme/alerts/9/",
});
const slow = {
  type: "incident",
  source: "shop",
  sourceUrl: "https://sentry.io/organizations/acme/alerts/9/",
  correlation: "metric 31",
} as const;

export const sentry: readonly Fixture[] = [
  {
    title: "an issue alert",
    source: `${page}/issue-alerts/`,
    headers: headers("event_alert", "r-1"),
    body: envelope("triggered", { event, triggered_rule: "Anything fatal" }),
    signed,
    expected: { moments: [happened] },
  },
  {
    title: "an issue alert without a title and a page",
    source: `${page}/issue-alerts/`,
    headers: headers("event_alert", "r-2"),
    body: envelope("triggered", {
      event: {
        ...event,
        title: undefined,
        web_url: undefined,
        level: "error",
        metadata: { type: "TypeError", value: "till is undefined" },
      },
    }),
    expected: {
      moments: [{ ...happened, type: "alert", severity: "error", sourceUrl: "https://sentry.io/api/0/projects/acme/shop/events/e1/" }],
    },
  },
  ...(
    [
      ["its API's address", { issue_url: event.issue_url }],
      ["its page's address", { web_url: event.web_url }],
      ["the issue", { issue: { id: 501 } }],
      ["the group", { groupID: 501 }],
    ] as const
  ).map(
    ([what, more], index): Fixture => ({
      title: `an issue alert whose issue only ${what} names`,
      source: `${page}/issue-alerts/`,
      headers: headers("event_alert", `r-13${index}`),
      body: envelope("triggered", { event: { title: event.title, level: "FATAL", ...more } }),
      expected: { moments: [{ type: "incident", severity: "critical", correlation: "issue 501", externalId: "501" }] },
    }),
  ),
  {
    title: "an issue alert whose rule alone has a title",
    source: `${page}/issue-alerts/`,
    headers: headers("event_alert", "r-14"),
    body: envelope("triggered", { event: { issue_id: 501, level: "odd" }, issue_alert: { title: "Anything fatal", settings: [] } }),
    expected: {
      moments: [{ name: "Anything fatal", description: "- **Rule**: `Anything fatal`\n- **Level**: `odd`", severity: null }],
      note: /“odd” is no word that Hotline knows/,
    },
  },
  {
    title: "a metric that is well again, in capitals, with its rule alone",
    source: `${page}/metric-alerts/`,
    headers: headers("metric_alert", "r-15"),
    body: envelope("Resolved", { metric_alert: { alert_rule: { id: 9, title: "Too slow" } } }),
    expected: { moments: [{ name: "Too slow", action: "resolve", correlation: "metric rule 9", severity: "info" }] },
  },
  {
    title: "an error",
    source: `${page}/errors/`,
    headers: headers("error", "r-3"),
    body: envelope("created", { error: event }),
    expected: { moments: [happened] },
  },
  {
    title: "a new issue",
    source: `${page}/issues/`,
    headers: headers("issue", "r-4"),
    body: envelope("created", { issue }),
    signed,
    expected: {
      moments: [
        {
          name: issue.title,
          type: "alert",
          source: "Shop",
          sourceUrl: null,
          occurredAt: minutesAgo(2),
          action: "trigger",
          correlation: "issue 501",
        },
      ],
    },
  },
  ...["resolved", "archived", "ignored"].map(
    (action, index): Fixture => ({
      title: `an issue that is ${action}`,
      source: `${page}/issues/`,
      headers: headers("issue", `r-5${index}`),
      body: envelope(action, { issue: { ...issue, web_url: "https://acme.sentry.io/issues/501/" } }),
      expected: {
        moments: [
          {
            type: "alert",
            action: "resolve",
            sourceUrl: "https://acme.sentry.io/issues/501/",
            occurredAt: minutesAgo(1),
            correlation: "issue 501",
          },
        ],
      },
    }),
  ),
  {
    title: "an issue that somebody has, with no page but the API's",
    source: `${page}/issues/`,
    headers: headers("issue", "r-6"),
    body: envelope("assigned", { issue: { ...issue, url: "https://sentry.io/api/0/organizations/acme/issues/501/" } }),
    expected: { moments: [{ action: "trigger", severity: "info", sourceUrl: "https://sentry.io/organizations/acme/issues/501/" }] },
  },
  {
    title: "a metric that is critical",
    source: `${page}/metric-alerts/`,
    headers: headers("metric_alert", "r-7"),
    body: envelope("critical", metric(null)),
    expected: { moments: [{ ...slow, name: "Critical: Too slow", action: "trigger", severity: "critical", occurredAt: minutesAgo(40) }] },
  },
  {
    title: "a metric that warns",
    source: `${page}/metric-alerts/`,
    headers: headers("metric_alert", "r-8"),
    body: envelope("warning", metric(null)),
    expected: { moments: [{ ...slow, severity: "warning" }] },
  },
  {
    title: "a metric that is well again",
    source: `${page}/metric-alerts/`,
    headers: headers("metric_alert", "r-9"),
    body: envelope("resolved", metric(null)),
    expected: { moments: [{ ...slow, action: "resolve", severity: "info", occurredAt: minutesAgo(1) }] },
  },
  ...(["installation", "comment", "seer"] as const).map(
    (resource, index): Fixture => ({
      title: `the resource ${resource}`,
      source: `${page}/`,
      headers: headers(resource, `r-10${index}`),
      body: envelope("created", { run_id: 1, comment: "Hm." }),
      expected: { note: new RegExp(`Sentry's ${resource} makes no moment`) },
    }),
  ),
  {
    title: "an issue alert without an event",
    source: `${page}/issue-alerts/`,
    headers: headers("event_alert", "r-11"),
    body: envelope("triggered", {}),
    expected: { error: /known to send: data.event is missing/ },
  },
  ...(
    [
      ["an issue alert", envelope("triggered", { event, triggered_rule: "Anything fatal" }), happened],
      ["a metric", envelope("critical", metric(null)), slow],
      ["an issue", envelope("created", { issue }), { correlation: "issue 501", type: "alert" }],
      ["an error", envelope("created", { error: event }), happened],
    ] as const
  ).map(
    ([what, body, moment]): Fixture => ({
      title: `${what}, as it was copied: without its headers`,
      source: `${page}/`,
      body,
      numbered: false,
      expected: { moments: [moment] },
    }),
  ),
  {
    title: "an activity that somebody asked to be told of",
    source: `${page}/activity-alerts/`,
    headers: headers("activity_alert", "r-12"),
    body: envelope("triggered", {
      issue,
      activity: { type: "seer_solution_completed", details: { summary: "The till was closed." } },
      alert: { id: 3, title: "What Seer does" },
    }),
    expected: {
      moments: [
        {
          name: "Seer solution completed: TypeError: till is undefined",
          type: "alert",
          source: "Shop",
          action: "trigger",
          correlation: null,
          severity: "info",
          occurredAt: minutesAgo(1),
        },
      ],
    },
  },
  {
    title: "an event of the legacy WebHooks plugin",
    source: "https://github.com/getsentry/sentry/blob/master/src/sentry/plugins/sentry_webhooks/plugin.py",
    body: {
      id: "501",
      project: "shop",
      project_name: "Shop",
      level: "fatal",
      culprit: "pay(cart)",
      message: "till is undefined",
      url: "https://acme.sentry.io/issues/501/?referrer=webhooks_plugin",
      triggering_rules: ["Anything fatal"],
      event: { event_id: "e1", title: "TypeError: till is undefined", timestamp: minutesAgo(3) / 1000 + 0.25, environment: "production" },
    },
    numbered: false,
    expected: {
      moments: [
        {
          ...happened,
          source: "Shop",
          sourceUrl: "https://acme.sentry.io/issues/501/?referrer=webhooks_plugin",
          occurredAt: minutesAgo(3) + 250,
        },
      ],
    },
  },
  {
    title: "a body that says nothing of what it is",
    source: `${page}/`,
    body: { project: "shop" },
    expected: { error: /Sentry-Hook-Resource/ },
  },
];
