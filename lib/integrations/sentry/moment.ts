import { z } from "zod";
import type { Parsed, ParsedMoment, Times } from "../integration";
import { notes } from "../oddities";
import { levelNote, severityOf } from "../severity";
import { cut, facts, httpUrl, instant, list, moment, paragraphs, part, partOr, prose, text, unknownShape } from "../shape";
import { issueIn, issueType, pluginResource, readPlugin } from "./plugin";

/** Integration platform webhooks, https://docs.sentry.io/integrations/integration-platform/webhooks/ (read 2026-11-22). */
const withId = partOr("id", { id: text });
const event = z.object({
  title: text,
  message: text,
  metadata: part({ type: text, value: text }),
  web_url: text,
  url: text,
  issue_id: text,
  issueId: text,
  issue_url: text,
  issue: withId,
  group: withId,
  groupID: text,
  groupId: text,
  group_id: text,
  environment: text,
  tags: list(list(text)),
  level: text,
  culprit: text,
  datetime: text,
});
const eventAlert = z.object({
  data: z.object({ event, triggered_rule: text, rule_title: text, issue_alert: partOr("title", { title: text }), issue: withId }),
});
const createdError = z.object({ data: z.object({ error: event }) });
const metricAlert = z.object({
  action: text,
  data: z.object({
    metric_alert: part({
      id: text,
      identifier: text,
      title: text,
      date_started: text,
      date_closed: text,
      projects: list(text),
      alert_rule: part({ id: text, name: text, title: text, environment: text, query: text, aggregate: text }),
    }),
    description_title: text,
    description_text: text,
    web_url: text,
  }),
});
const issueOf = z.object({
  id: text,
  shortId: text,
  title: text,
  culprit: text,
  level: text,
  status: text,
  substatus: text,
  web_url: text,
  permalink: text,
  url: text,
  lastSeen: text,
  project: part({ name: text, slug: text }),
});
const issue = z.object({ action: text, data: z.object({ issue: issueOf }) });
const activityAlert = z.object({
  data: z.object({ issue: issueOf, activity: part({ type: text, details: part({ summary: text }) }), alert: part({ title: text }) }),
});

/** A page of Sentry, from its API's address of the same thing where it gives no other: `…/api/0/organizations/acme/issues/1/`. */
function pageOf(url: string | null | undefined): string | null {
  const parts = /^(https?:\/\/[^/]+)\/api\/0\/(organizations\/[^/]+\/issues\/\d+\/)$/.exec(url ?? "");
  return parts ? httpUrl(`${parts[1]}/${parts[2]}`) : httpUrl(url);
}
const pageOfIssue = (of: z.infer<typeof issueOf>) => httpUrl(of.web_url) ?? httpUrl(of.permalink) ?? pageOf(of.url);
/** The project's slug, of which an event has no more than this in its API address. */
const projectOf = (url: string | null | undefined) => /\/api\/0\/projects\/[^/]+\/([^/]+)\//.exec(url ?? "")?.[1] ?? null;

/** What an event's tags say, [name, value] each. */
const tagged = ({ tags }: z.infer<typeof event>, name: string): string | null => tags?.find((tag) => tag?.[0] === name)?.[1] || null;
const levelOf = (of: z.infer<typeof event>): string | null => of.level || tagged(of, "level");

function readEvent(of: z.infer<typeof event>, rule: string | null | undefined, at: Times, about?: string | null): ParsedMoment {
  const issueId =
    [of.issue_id, of.issueId, of.issue?.id, of.groupID, of.groupId, of.group_id, of.group?.id, about].find(Boolean) ||
    issueIn(of.issue_url, of.web_url, of.url);
  const level = levelOf(of);
  const environment = of.environment || tagged(of, "environment");
  const said = [of.metadata?.type, of.metadata?.value].filter(Boolean).join(": ");
  return moment({
    name: of.title || said || of.message || rule || "Sentry event",
    type: issueType(level),
    source: projectOf(of.url) || "Sentry",
    sourceUrl: httpUrl(of.web_url) ?? pageOf(of.url),
    description: facts({ Rule: rule, Level: level, Environment: environment, In: of.culprit, Message: of.message }),
    occurredAt: instant(of.datetime, at),
    correlation: issueId ? `issue ${issueId}` : null,
    severity: severityOf(level),
    environment,
    externalId: issueId,
  });
}

function readEventAlert(value: unknown, at: Times): Parsed {
  const parsed = eventAlert.safeParse(value);
  if (!parsed.success) return unknownShape("Sentry", parsed.error);
  const { event, triggered_rule, issue_alert, rule_title, issue: about } = parsed.data.data;
  const rule = triggered_rule || issue_alert?.title || rule_title;
  return { ok: true, moments: [readEvent(event, rule, at, about?.id)], ...notes(levelNote(levelOf(event))) };
}

function readError(value: unknown, at: Times): Parsed {
  const parsed = createdError.safeParse(value);
  if (!parsed.success) return unknownShape("Sentry", parsed.error);
  const { error } = parsed.data.data;
  return { ok: true, moments: [readEvent(error, null, at)], ...notes(levelNote(levelOf(error))) };
}

const metricActions = ["critical", "warning", "resolved"] as const;

/** What became of a metric: by its title, "Critical: Too slow", or its end, where it does not say so itself. */
function metricAction({ action, data }: z.infer<typeof metricAlert>): (typeof metricActions)[number] {
  const words = [action, /^(\w+):/.exec(data.description_title ?? "")?.[1]].map((word) => word?.trim().toLowerCase());
  const said = words.flatMap((word) => metricActions.find((one) => one === word) ?? []);
  return said[0] ?? (data.metric_alert?.date_closed ? "resolved" : "critical");
}

function readMetricAlert(value: unknown, at: Times, sentAt: string | undefined): Parsed {
  const parsed = metricAlert.safeParse(value);
  if (!parsed.success) return unknownShape("Sentry", parsed.error);
  const { data } = parsed.data;
  const { metric_alert: alert } = data;
  const action = metricAction(parsed.data);
  const resolved = action === "resolved";
  const id = alert?.id || alert?.identifier;
  const rule = alert?.alert_rule;
  const correlation = (id && `metric ${id}`) || (rule?.id && `metric rule ${rule.id}`) || (data.web_url && `metric ${data.web_url}`);
  return {
    ok: true,
    moments: [
      moment({
        name: data.description_title || rule?.name || rule?.title || alert?.title || "Sentry metric alert",
        // A warning too: it becomes critical, or is resolved, as the same incident (decision 0017). Its severity is less.
        type: "incident",
        source: alert?.projects?.[0] || "Sentry",
        sourceUrl: httpUrl(data.web_url),
        description: paragraphs(
          prose(data.description_text?.replaceAll("\\n", "\n")),
          facts({ Status: action, Rule: rule?.name || rule?.title, Query: rule?.query, Measures: rule?.aggregate }),
        ),
        occurredAt: instant(resolved ? (alert?.date_closed ?? sentAt) : alert?.date_started, at),
        action: resolved ? "resolve" : "trigger",
        correlation: correlation || null,
        severity: resolved ? "info" : action,
        environment: rule?.environment ?? null,
      }),
    ],
  };
}

const closing = ["resolved", "archived", "ignored"];
const opening = ["created", "unresolved"];

/** Also a change after the end, which must not open it again. */
const isOver = (action: string, { status: given }: z.infer<typeof issueOf>) =>
  closing.includes(action) || (closing.includes(given?.trim().toLowerCase() ?? "") && !opening.includes(action));

/** Somebody asked to be told of what happens to an issue: news, which opens and closes nothing. */
function readActivity(value: unknown, at: Times, sentAt: string | undefined): Parsed {
  const parsed = activityAlert.safeParse(value);
  if (!parsed.success) return unknownShape("Sentry", parsed.error);
  const { issue: of, activity, alert } = parsed.data.data;
  const what = cut(activity?.type ?? "activity", 100).replaceAll("_", " ");
  return {
    ok: true,
    moments: [
      moment({
        name: `${what.charAt(0).toUpperCase()}${what.slice(1)}: ${of.title || of.shortId || "Sentry issue"}`,
        type: "alert",
        source: of.project?.name || of.project?.slug || "Sentry",
        sourceUrl: pageOfIssue(of),
        description: paragraphs(
          prose(activity?.details?.summary),
          facts({ Alert: alert?.title, Issue: of.shortId, Level: of.level, In: of.culprit }),
        ),
        occurredAt: instant(sentAt, at),
        severity: "info",
        externalId: of.id ?? null,
      }),
    ],
  };
}

function readIssue(value: unknown, at: Times, sentAt: string | undefined): Parsed {
  const parsed = issue.safeParse(value);
  if (!parsed.success) return unknownShape("Sentry", parsed.error);
  const { issue: of } = parsed.data.data;
  const action = parsed.data.action?.trim().toLowerCase() || "changed";
  const id = of.id || issueIn(of.web_url, of.permalink, of.url) || of.shortId;
  return {
    ok: true,
    moments: [
      moment({
        name: of.title || of.shortId || "Sentry issue",
        type: issueType(of.level),
        source: of.project?.name || of.project?.slug || "Sentry",
        sourceUrl: pageOfIssue(of),
        description: facts({ Issue: of.shortId, Action: action, Now: of.substatus, Level: of.level, In: of.culprit }),
        // It was seen when it was made; everything else happened when it was told.
        occurredAt: instant(action === "created" ? of.lastSeen : (sentAt ?? of.lastSeen), at),
        action: isOver(action, of) ? "resolve" : "trigger",
        correlation: id ? `issue ${id}` : null,
        severity: action === "assigned" ? "info" : severityOf(of.level),
        externalId: of.id ?? null,
      }),
    ],
    ...notes(levelNote(of.level)),
  };
}

/** How each resource that makes a moment is read; `sentAt` is its Sentry-Hook-Timestamp. */
export const readers: Readonly<Record<string, (value: unknown, at: Times, sentAt: string | undefined) => Parsed>> = {
  event_alert: readEventAlert,
  metric_alert: readMetricAlert,
  issue: readIssue,
  error: readError,
  activity_alert: readActivity,
  [pluginResource]: readPlugin,
};

/** What a body is of, where the header that says so was lost on the way. */
export function resourceOf(value: unknown): string | undefined {
  const has = (of: unknown, name: string) => typeof of === "object" && of !== null && Object.hasOwn(of, name);
  if (has(value, "event") && has(value, "project")) return pluginResource;
  if (!has(value, "data")) return undefined;
  const { data } = value as { data: unknown };
  if (has(data, "event")) return "event_alert";
  if (has(data, "activity") && has(data, "issue")) return "activity_alert";
  return ["metric_alert", "issue", "error", "comment", "installation"].find((resource) => has(data, resource));
}
