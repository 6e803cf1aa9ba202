import { createHash } from "node:crypto";
import { z } from "zod";
import type { Severity } from "../domain/message";
import type { MomentType } from "../domain/moment-type";
import type { Inbound, Parsed, ParsedMoment } from "./integration";
import { facts, httpUrl, instant, moment, number, paragraphs, prose, text, unknownShape } from "./shape";

/**
 * What Alertmanager (version "4", https://prometheus.io/docs/alerting/latest/configuration/#webhook_config) and Grafana (version "1",
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/) have in
 * common; both read 2026-11-22.
 */
const labels = z.record(z.string(), text).nullish().catch(null);
const shape = z.looseObject({
  groupKey: text,
  externalURL: text,
  truncatedAlerts: number,
  alerts: z
    .array(
      z.looseObject({
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
});
type Alert = z.infer<typeof shape>["alerts"][number];

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

/** What Grafana calls a rule that could not be judged; the rule's own name is a label then. */
const unjudged: Readonly<Record<string, string>> = { DatasourceNoData: "no data", DatasourceError: "error" };

/** Labels that a person set: Grafana's own ones begin with "__". */
const shown = (labels: Alert["labels"]) =>
  Object.fromEntries(
    Object.entries(labels ?? {})
      .filter(([name]) => name !== "alertname" && !name.startsWith("__"))
      .slice(0, 30),
  );

function nameOf(labels: NonNullable<Alert["labels"]>, summary: string | null | undefined, label: string): string {
  const why = of(unjudged, labels.alertname ?? "");
  if (why && labels.rulename) return `${labels.rulename} (${why})`;
  return labels.alertname || summary || `${label} alert`;
}

function readAlert({ labels: given, annotations, ...alert }: Alert, label: string, externalUrl: string | null, now: number): ParsedMoment {
  const own = given ?? {};
  const { summary, description, message, runbook_url } = annotations ?? {};
  const resolved = alert.status === "resolved";
  const level = (own.severity ?? own.priority ?? "").toLowerCase();
  const name = nameOf(own, summary, label);
  const links = [alert.panelURL, alert.dashboardURL, alert.generatorURL, externalUrl, runbook_url];
  return moment({
    name,
    type: of(typeOfSeverity, level) ?? "alert",
    source: own.service || own.job || own.grafana_folder || label,
    sourceUrl: links.map(httpUrl).find(Boolean) ?? null,
    description: paragraphs(
      summary === name ? "" : prose(summary),
      prose(description || message),
      facts({ Status: alert.status, Value: alert.valueString, Runbook: runbook_url }),
      facts(shown(given)),
    ),
    occurredAt: instant(resolved ? alert.endsAt : alert.startsAt, now),
    action: resolved ? "resolve" : "trigger",
    correlation: alert.fingerprint || JSON.stringify(Object.entries(own).sort()),
    severity: of(severities, level),
    environment: own.environment || own.env || null,
  });
}

/** One moment an alert of the group. */
export function parseGroup({ value, now }: Inbound, label: string): Parsed {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return unknownShape(label, parsed.error);
  const { alerts, externalURL, truncatedAlerts } = parsed.data;
  const moments = alerts.map((alert) => readAlert(alert, label, externalURL ?? null, now));
  const left = truncatedAlerts && truncatedAlerts > 0 ? { note: `${label} left out ${truncatedAlerts} more of this group.` } : {};
  return { ok: true, moments, ...left };
}

/** Neither tool numbers its requests: one that says the same of the same alerts is a repeat. */
export function groupDeliveryId({ value }: Inbound): string | null {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return null;
  const { groupKey, alerts } = parsed.data;
  const parts = alerts.map(({ fingerprint, status, startsAt, endsAt, labels }) => [
    fingerprint ?? labels,
    status,
    startsAt,
    status === "resolved" ? endsAt : null,
  ]);
  return createHash("sha256")
    .update(JSON.stringify([groupKey, parts]))
    .digest("hex");
}
