import type { Message } from "../domain/alerts/message";
import { compactJson, membersOf } from "../domain/json";
import { markdownText } from "../domain/markdown-text";
import { clip, oneLine } from "../domain/plain-text";

/** The payload's fields that say what is wrong, most telling first. */
const problemKeys = ["error", "message", "title", "name", "summary", "reason", "description"];
/** What a person reads at a glance; the alert's page has the rest. */
const maxFacts = 8;
const maxProblemLength = 2000;
const maxFactLength = 300;

export interface Fact {
  label: string;
  value: string;
}

/** The alert in one line: `[Test] Resolved: deploy:failed in production`. A moment goes by its own name. */
export const headline = (message: Message): string => headlineOf(message, message.alert.action === "resolve" ? "Resolved: " : "");

/** The same, of a trigger and of its end. */
export const subjectLine = (message: Message): string => headlineOf(message, "");

function headlineOf({ alert, test }: Message, state: string): string {
  const where = alert.environment ? ` in ${alert.environment}` : "";
  return oneLine(`${test ? "[Test] " : ""}${state}${momentOf(alert)?.name || alert.name}${where}`);
}

/** What the payload says is wrong, or null; of a moment, its description without marks of Markdown. Line breaks are kept. */
export function problem({ alert }: Message): string | null {
  const moment = momentOf(alert);
  if (moment) return clip(markdownText(moment.description), maxProblemLength) || null;
  const key = problemKey(alert.payload);
  return key ? clip(wordsOf(alert.payload[key]), maxProblemLength) : null;
}

/** The payload's other fields, in their order, each on one line; of a moment, what a person asks next. */
export function facts({ alert }: Message): Fact[] {
  const moment = momentOf(alert);
  if (moment) return moment.facts.filter(({ value }) => value !== "").slice(0, maxFacts);
  const told = problemKey(alert.payload);
  return [...membersOf(alert.payloadText)]
    .filter(([key, source]) => key !== told && source !== "null" && source !== '""')
    .slice(0, maxFacts)
    .map(([key, source]) => ({
      label: clip(oneLine(key), 60) || "(no name)",
      value: clip(oneLine(show(source)), maxFactLength) || "(empty)",
    }));
}

/** The instant as people write it: `2026-03-01 12:30:05 UTC`. */
export const showTime = (iso: string): string => iso.replace("T", " ").replace(/(\.\d+)?Z$/, " UTC");

interface MomentText {
  name: string;
  /** Markdown. */
  description: string;
  facts: Fact[];
}

/** What a moment says, whose alert's payload Hotline makes (lib/engine/receive/meaning.ts); null for any other alert. */
function momentOf({ name, payload, environment }: Message["alert"]): MomentText | null {
  if (!name.startsWith("moment:") || typeof payload.moment_id !== "string") return null;
  const text = (value: unknown) => (typeof value === "string" ? oneLine(value) : "");
  const part = (value: unknown) => (typeof value === "object" && value !== null ? (value as Record<string, unknown>) : {});
  const facts = [
    { label: "Source", value: text(payload.source) },
    { label: "Link", value: text(payload.source_url) },
    { label: "Environment", value: environment ? "" : text(payload.env_id) },
    { label: "Team", value: text(part(payload.team).name) },
    { label: "Webhook", value: text(part(payload.webhook).label) },
    { label: "Happened", value: showTime(text(payload.occurred_at)) },
    { label: "Alert", value: oneLine(name) },
  ];
  return {
    name: text(payload.name),
    description: typeof payload.description === "string" ? payload.description : "",
    facts: facts.map(({ label, value }) => ({ label, value: clip(value, maxFactLength) })),
  };
}

const problemKey = (payload: Record<string, unknown>): string | undefined => problemKeys.find((key) => wordsOf(payload[key]) !== "");

/** A text, or the `message` of an error object. */
function wordsOf(value: unknown): string {
  const text = typeof value === "object" && value !== null ? (value as { message?: unknown }).message : value;
  return typeof text === "string" ? text.trim() : "";
}

/** A text as it reads; everything else as its source, since a number is what was written. */
const show = (source: string): string => (source.startsWith('"') ? (JSON.parse(source) as string) : compactJson(source, 2 * maxFactLength));
