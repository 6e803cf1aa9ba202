import { z } from "zod";
import { severityOf } from "./severity";
import { asText } from "./shape";

export type Labels = Record<string, string>;

/** Most labels, and annotations, of an alert that are looked at. */
const maxLabels = 200;

export const isObject = (value: unknown): value is object => typeof value === "object" && value !== null && !Array.isArray(value);

function readLabels(value: unknown): Labels {
  const read: Labels = {};
  if (!isObject(value)) return read;
  let left = maxLabels;
  for (const name in value) {
    if (left-- === 0) break;
    const given = (value as Record<string, unknown>)[name];
    const text = typeof given === "boolean" ? String(given) : asText(given);
    if (text !== null) read[name] = text;
  }
  return read;
}

/** Labels or annotations, as far as they are texts; none where there is no object. */
export const labels = z.unknown().optional().transform(readLabels);

export const entryOf = <Value>(table: Readonly<Record<string, Value>>, key: string): Value | null =>
  Object.hasOwn(table, key) ? (table[key] ?? null) : null;

/** With each name in small letters too, where nothing else has that name: for looking up what people write as they like. */
export function anyCase(labels: Labels): Labels {
  const read: Labels = { ...labels };
  for (const name of Object.keys(labels)) {
    const small = name.toLowerCase();
    if (!read[small]) read[small] = labels[name] as string;
  }
  return read;
}

const levelLabels = ["severity", "priority"];
/** Labels that may say how bad it is, and often something else. */
const otherLevelLabels = ["sev", "urgency", "criticality", "level"];

/** What the labels say of how bad it is, whatever case they are in: the first that says something, else the first that is filled. */
export function levelOf(labels: Labels): string | null {
  const named = anyCase(labels);
  const given = levelLabels.flatMap((name) => named[name] || []);
  const others = otherLevelLabels.flatMap((name) => named[name] || []);
  return [...given, ...others].find((level) => severityOf(level) !== null) ?? given[0] ?? null;
}

/** What Grafana calls a rule that could not be judged; the rule's own name is a label then. */
const unjudged: Readonly<Record<string, string>> = { DatasourceNoData: "no data", DatasourceError: "error" };

/** Most labels that a description shows. */
const maxShown = 30;

/** Labels that a person set: Grafana's own ones begin with "__". */
export function shown(labels: Readonly<Record<string, string>>): Record<string, string> {
  const kept: Record<string, string> = {};
  let left = maxShown;
  for (const name in labels) {
    if (name === "alertname" || name.startsWith("__")) continue;
    if (left-- === 0) break;
    kept[name] = labels[name] as string;
  }
  return kept;
}

/** The same for the same labels, in whatever order they came. */
export const sorted = (labels: Record<string, string>) =>
  Object.keys(labels)
    .sort()
    .map((name) => [name, labels[name]]);

/** What an alert is called: by its rule, else by its summary. `label` is the tool's. */
export function nameOf(labels: Labels, summary: string | undefined, label: string): string {
  const why = entryOf(unjudged, labels.alertname ?? "");
  if (why && labels.rulename) return `${labels.rulename} (${why})`;
  return labels.alertname || summary || `${label} alert`;
}
