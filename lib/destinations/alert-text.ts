import type { Message } from "../domain/alerts/message";
import { compactJson, membersOf } from "../domain/json";
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

/** The alert in one line: `[Test] Resolved: deploy:failed in production`. */
export function headline({ alert, test }: Message): string {
  const where = alert.environment ? ` in ${alert.environment}` : "";
  return oneLine(`${test ? "[Test] " : ""}${alert.action === "resolve" ? "Resolved: " : ""}${alert.name}${where}`);
}

/** What the payload says is wrong, or null. Line breaks are kept. */
export function problem({ alert }: Message): string | null {
  const key = problemKey(alert.payload);
  return key ? clip(wordsOf(alert.payload[key]), maxProblemLength) : null;
}

/** The payload's other fields, in their order, each on one line. */
export function facts({ alert }: Message): Fact[] {
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

const problemKey = (payload: Record<string, unknown>): string | undefined => problemKeys.find((key) => wordsOf(payload[key]) !== "");

/** A text, or the `message` of an error object. */
function wordsOf(value: unknown): string {
  const text = typeof value === "object" && value !== null ? (value as { message?: unknown }).message : value;
  return typeof text === "string" ? text.trim() : "";
}

/** A text as it reads; everything else as its source, since a number is what was written. */
const show = (source: string): string => (source.startsWith('"') ? (JSON.parse(source) as string) : compactJson(source, 2 * maxFactLength));
