import { createHash } from "node:crypto";
import { z } from "zod";
import type { Severity } from "../domain/alerts/message";
import type { MomentType } from "../domain/moments/moment-type";
import type { Inbound, Parsed, ParsedMoment, Times } from "./integration";
import { asText, facts, first, httpUrl, instant, moment, number, paragraphs, prose, reader, text, unknownShape } from "./shape";

/**
 * What Alertmanager (version "4", https://prometheus.io/docs/alerting/latest/configuration/#webhook_config) and Grafana (version "1",
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/) have in
 * common; both read 2026-11-22.
 */
const labels = z.unknown().transform(readLabels).optional();
const shape = z.object({
  groupKey: text,
  externalURL: text,
  truncatedAlerts: number,
  alerts: z.preprocess(
    first(1_001),
    z
      .array(
        z.object({
          status: z.enum(["firing", "resolved"]),
          labels,
          annotations: labels,
          startsAt: text,
          endsAt: text,
          fingerprint: text,
          generatorURL: text,
          dashboardURL: text,
          panelURL: text,
          valueString: text,
        }),
      )
      .min(1, "must hold at least one alert")
      .max(1_000, "must hold at most 1,000 alerts"),
  ),
});
type Alert = z.infer<typeof shape>["alerts"][number];
const read = reader(shape);

/** Most labels, and annotations, of an alert that are looked at. */
const maxLabels = 200;

function readLabels(value: unknown): Record<string, string> {
  const read: Record<string, string> = {};
  if (typeof value !== "object" || value === null || Array.isArray(value)) return read;
  let left = maxLabels;
  for (const name in value) {
    if (left-- === 0) break;
    const text = asText((value as Record<string, unknown>)[name]);
    if (text !== null) read[name] = text;
  }
  return read;
}

const typeOfSeverity: Readonly<Record<string, MomentType>> = {
  page: "page",
  critical: "incident",
  warning: "near-miss",
  info: "near-miss",
  none: "near-miss",
};
const severities: Readonly<Record<string, Severity>> = {
  page: "critical",
  critical: "critical",
  error: "error",
  warning: "warning",
  info: "info",
  none: "info",
};
const of = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null;

/** By the label that says how bad it is, which an alert keeps until it is resolved. */
export const levelType = (level: string | null | undefined): MomentType => of(typeOfSeverity, (level ?? "").toLowerCase()) ?? "alert";
export const levelSeverity = (level: string | null | undefined): Severity | null => of(severities, (level ?? "").toLowerCase());

/** What Grafana calls a rule that could not be judged; the rule's own name is a label then. */
const unjudged: Readonly<Record<string, string>> = { DatasourceNoData: "no data", DatasourceError: "error" };

/** Most labels that a description shows. */
const maxShown = 30;

/** Labels that a person set: Grafana's own ones begin with "__". */
function shown(labels: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  let left = maxShown;
  for (const name in labels) {
    if (name === "alertname" || name.startsWith("__")) continue;
    if (left-- === 0) break;
    kept[name] = labels[name] as string;
  }
  return kept;
}

const sorted = (labels: Record<string, string>) =>
  Object.keys(labels)
    .sort()
    .map((name) => [name, labels[name]]);

function nameOf(labels: NonNullable<Alert["labels"]>, summary: string | null | undefined, label: string): string {
  const why = of(unjudged, labels.alertname ?? "");
  if (why && labels.rulename) return `${labels.rulename} (${why})`;
  return labels.alertname || summary || `${label} alert`;
}

function readAlert({ labels: given, annotations, ...alert }: Alert, label: string, externalUrl: string | null, at: Times): ParsedMoment {
  const own = given ?? {};
  const { summary = annotations?.title, description, message, runbook_url } = annotations ?? {};
  const resolved = alert.status === "resolved";
  const level = own.severity ?? own.priority;
  const name = nameOf(own, summary, label);
  const key = alert.fingerprint || JSON.stringify(sorted(own));
  const links = [alert.panelURL, alert.dashboardURL, alert.generatorURL, externalUrl, runbook_url];
  return moment({
    name,
    type: levelType(level),
    source: own.service || own.job || own.grafana_folder || label,
    sourceUrl: links.map(httpUrl).find(Boolean) ?? null,
    description: paragraphs(
      summary === name ? "" : prose(summary),
      prose(description || message),
      facts({ Status: alert.status, Value: alert.valueString, Runbook: runbook_url }),
      facts(shown(own)),
    ),
    occurredAt: instant(resolved ? alert.endsAt : alert.startsAt, at),
    action: resolved ? "resolve" : "trigger",
    correlation: key,
    severity: levelSeverity(level),
    environment: own.environment || own.env || null,
    identity: identityOf(key, alert),
  });
}

const sha256 = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** Whatever group it is told in: a reminder lists what fires since the same time, and what ended at the same time, over again. Null without a time: the next firing would look the same. */
const identityOf = (key: string, { status, startsAt, endsAt }: Omit<Alert, "labels" | "annotations">): string | null =>
  startsAt ? sha256([key, status, startsAt, status === "resolved" ? (endsAt ?? null) : null]) : null;

/** One moment an alert of the group. */
export function parseGroup({ value, ...at }: Inbound, label: string): Parsed {
  const parsed = read(value);
  if (!parsed.success) return unknownShape(label, parsed.error);
  const { alerts, externalURL, truncatedAlerts } = parsed.data;
  const moments = alerts.map((alert) => readAlert(alert, label, externalURL ?? null, at));
  const left = truncatedAlerts && truncatedAlerts > 0 ? { note: `${label} left out ${truncatedAlerts} more of this group.` } : {};
  return { ok: true, moments, ...left };
}
