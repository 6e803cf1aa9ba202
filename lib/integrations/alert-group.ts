import { createHash } from "node:crypto";
import { z } from "zod";
import { anyCase, entryOf, isObject, type Labels, labels, levelOf, nameOf, shown, sorted } from "./alert-labels";
import type { Inbound, Parsed, ParsedMoment, Times } from "./integration";
import { newOddities, notes, type Oddities } from "./oddities";
import { levelNote, severityOf, typeOf } from "./severity";
import {
  facts,
  first,
  httpUrl,
  instant,
  isTime,
  moment,
  number,
  paragraphs,
  prose,
  reader,
  readInstant,
  text,
  unknownShape,
} from "./shape";

/** Most alerts of a group that are taken. */
const maxAlerts = 1_000;
/** One alert where a list should be is a list of one; some encoders write a list as an object, whose keys are numbers. */
function toList(value: unknown): unknown {
  if (!isObject(value)) return first(maxAlerts)(value);
  if ("labels" in value || "startsAt" in value) return [value];
  const keys = Object.keys(value);
  return keys.length > 0 && keys.every((key) => /^\d+$/.test(key)) ? first(maxAlerts)(Object.values(value)) : value;
}
/**
 * What Alertmanager (version "4", https://prometheus.io/docs/alerting/latest/configuration/#webhook_config) and Grafana (version "1",
 * https://grafana.com/docs/grafana/latest/alerting/configure-notifications/manage-contact-points/integrations/webhook-notifier/) have in
 * common; both read 2026-11-22.
 */
const shape = z.object({
  status: text,
  groupKey: text,
  externalURL: text,
  truncatedAlerts: number,
  groupLabels: labels,
  commonLabels: labels,
  commonAnnotations: labels,
  alerts: z.preprocess(toList, z.array(z.unknown()).min(1, "must hold at least one alert")),
});
/** What is odd in one alert counts as missing: no field of it loses the others. */
const alertShape = z.object({
  status: text,
  labels,
  annotations: labels,
  startsAt: text,
  endsAt: text,
  fingerprint: text,
  generatorURL: text,
  dashboardURL: text,
  panelURL: text,
  valueString: text,
});
type Group = z.infer<typeof shape>;
type Alert = z.infer<typeof alertShape>;
const read = reader(shape);

const statuses: Readonly<Record<string, "firing" | "resolved">> = {
  firing: "firing",
  alerting: "firing",
  active: "firing",
  resolved: "resolved",
  ok: "resolved",
  normal: "resolved",
};
const statusOf = (text: string | null | undefined) => entryOf(statuses, text?.trim().toLowerCase() ?? "");

/** Whether an alert fires. Where it does not say so itself, a group that fires may hold some that ended: those have a time of it. */
function isFiring({ status, startsAt, endsAt }: Alert, group: Group, { now, latest = now }: Times): boolean {
  const own = statusOf(status);
  if (own) return own === "firing";
  if (statusOf(group.status) === "resolved") return false;
  const [began, ended] = [readInstant(startsAt), readInstant(endsAt)];
  return ended === null || ended > latest || (began !== null && ended <= began);
}

/** What an alert of a group is known by: Alertmanager's own hash of its labels, else the labels; of one without any, where it comes from. */
function keyOf({ fingerprint, labels, generatorURL }: Alert, all: Labels, { groupKey }: Group): string | null {
  if (fingerprint) return fingerprint;
  if (Object.keys(labels).length > 0) return JSON.stringify(sorted(all));
  const known = [generatorURL, groupKey, ...sorted(all)].filter(Boolean);
  return known.length > 0 ? JSON.stringify(known) : null;
}

interface Context {
  label: string;
  group: Group;
  at: Times;
}

/** What an alert says of itself, and its group for it. */
const labelsOf = ({ labels }: Alert, group: Group): Labels => ({ ...group.groupLabels, ...group.commonLabels, ...labels });
const annotationsOf = ({ annotations }: Alert, group: Group): Labels => ({ ...group.commonAnnotations, ...annotations });
const levelOfAlert = (alert: Alert, group: Group): string | null => levelOf(labelsOf(alert, group)) ?? levelOf(annotationsOf(alert, group));

function readAlert(alert: Alert, { label, group, at }: Context, firing: boolean): ParsedMoment {
  const own = labelsOf(alert, group);
  const annotations = annotationsOf(alert, group);
  const said = anyCase(annotations);
  const { summary = said.title, description, message, runbook_url } = said;
  const named = anyCase(own);
  const level = levelOfAlert(alert, group);
  const name = nameOf(named, summary, label);
  const key = keyOf(alert, own, group);
  const status = firing ? "firing" : "resolved";
  const links = [alert.panelURL, alert.dashboardURL, alert.generatorURL, group.externalURL, runbook_url];
  return moment({
    name,
    type: typeOf(level),
    source: named.service || named.job || named.grafana_folder || label,
    sourceUrl: links.map(httpUrl).find(Boolean) ?? null,
    description: paragraphs(
      summary === name ? "" : prose(summary),
      prose(description || message),
      facts({ Status: status, Value: alert.valueString, Runbook: runbook_url }),
      facts(shown(own)),
      facts(otherAnnotations(annotations)),
    ),
    occurredAt: instant(firing ? alert.startsAt : alert.endsAt, at),
    action: firing ? "trigger" : "resolve",
    correlation: key,
    severity: severityOf(level),
    environment: named.environment || named.env || null,
    identity: identityOf(key, status, alert),
  });
}

/** Annotations that have a place of their own in the description. */
const placed = ["summary", "title", "description", "message", "runbook_url"];
const otherAnnotations = (annotations: Labels): Labels =>
  shown(Object.fromEntries(Object.entries(annotations).filter(([name]) => !placed.includes(name.toLowerCase()))));

const sha256 = (value: unknown) => createHash("sha256").update(JSON.stringify(value)).digest("hex");

/** Go's zero time, which stands for none. */
const isNoTime = (time: string | null | undefined): boolean => time?.startsWith("0001-01-01") ?? false;

/** A time as it is written, without how long the process that wrote it had run. */
const written = (time: string | null | undefined): string | null => time?.replace(/ m=[+-].*$/, "") ?? null;

/** Whatever group it is told in: a reminder lists what fires since the same time, and what ended at the same time, over again. Null without a time: the next firing would look the same. */
const identityOf = (key: string | null, status: string, { startsAt, endsAt }: Alert): string | null =>
  key !== null && readInstant(startsAt) !== null
    ? sha256([key, status, written(startsAt), status === "resolved" ? written(endsAt) : null])
    : null;

/** Says what is odd in an alert, as it came and as it is read. */
function tellOddities(given: object, alert: Alert, index: number, { group }: Context, { tell }: Oddities): void {
  const path = `alerts.${index}`;
  if (statusOf(alert.status) === null) {
    const instead = statusOf(group.status) ? "the group's counts" : "its times count";
    tell(alert.status ? `${path}.status is neither firing nor resolved: ${instead}.` : `${path}.status is missing: ${instead}.`);
  }
  for (const field of ["labels", "annotations"] as const) {
    const value = (given as Record<string, unknown>)[field];
    if (value !== undefined && value !== null && !isObject(value)) tell(`${path}.${field} is no object: those of the group count.`);
  }
  for (const field of ["startsAt", "endsAt", "fingerprint"] as const) {
    const value = (given as Record<string, unknown>)[field];
    const isMissing = value === undefined || value === null || value === "" || isNoTime(alert[field]);
    const isRead = field === "fingerprint" ? alert[field] : isTime(alert[field]);
    if (!isMissing && !isRead) tell(`${path}.${field} cannot be read.`);
  }
  tell(levelNote(levelOfAlert(alert, group)));
}

/** One moment an alert of the group. What is odd in one of them is said, and loses none. */
export function parseGroup({ value, ...at }: Inbound, label: string): Parsed {
  const parsed = read(value);
  if (!parsed.success) return unknownShape(label, parsed.error);
  const group = parsed.data;
  const context = { label, group, at };
  const oddities = newOddities();
  const moments = group.alerts.flatMap((given, index) => {
    const alert = isObject(given) ? alertShape.safeParse(given).data : undefined;
    if (!alert) oddities.tell(`alerts.${index} is no object: it makes no moment.`);
    else tellOddities(given as object, alert, index, context, oddities);
    return alert ? [readAlert(alert, context, isFiring(alert, group, at))] : [];
  });
  if (moments.length === 0) {
    const reason = `This is not what ${label} is known to send: none of its alerts is an object.`;
    return { ok: false, reason, cause: "unknown shape: no alert is an object" };
  }
  return { ok: true, moments, ...notes(tooMany(value, label), leftOut(group, label), oddities.note()) };
}

function tooMany(value: unknown, label: string): string | null {
  const { alerts } = value as { alerts: unknown };
  if (!Array.isArray(alerts) || alerts.length <= maxAlerts) return null;
  const count = alerts.length.toLocaleString("en");
  const cure =
    label === "Alertmanager" ? "set max_alerts: 1000, or group by more labels" : "set Max Alerts to 1,000, or group by more labels";
  return `The group lists ${count} alerts, of which the first 1,000 were taken: ${cure}.`;
}

const leftOut = ({ truncatedAlerts }: Group, label: string): string | null =>
  truncatedAlerts && truncatedAlerts > 0 ? `${label} left out ${truncatedAlerts} more of this group.` : null;
