import type { Severity } from "../domain/alerts/message";
import type { MomentType } from "../domain/moments/moment-type";
import { clip } from "../domain/plain-text";

/**
 * What people and tools write for how bad it is: syslog's and Google Cloud's levels, Zabbix' and Sentry's, and those of on-call tools. Of a
 * number, as in P1 or sev-2, one is worst.
 */
const words: Readonly<Record<Severity, string>> = {
  critical: "page paging pager critical crit alert emergency emerg fatal disaster catastrophic panic urgent blocker extreme highest p0 p1",
  error: "error err errors high important major severe serious failure p2",
  warning: "warning warn warnings caution average medium moderate minor p3",
  info: "info information informational notice normal low lowest trivial debug trace verbose none ok success p4 p5",
};
const known = new Map(Object.entries(words).flatMap(([severity, list]) => list.split(" ").map((word) => [word, severity as Severity])));

/** Words that stand beside the one that counts: "Priority 1", "severity: high", "very low". */
const beside = ["severity", "sev", "priority", "prio", "pri", "urgency", "level", "very", "s", "p", "l"];

/** Longest text that may be such a word, in characters. */
const maxLevel = 40;

/** The words of a level, in small letters; a number is P and the number. */
function wordsOf(level: string): string[] {
  const found = level
    .slice(0, maxLevel + 1)
    .normalize("NFKC")
    .toLowerCase()
    .replace(/(?<![a-z\d])(?:severity|sev|priority|prio|pri|urgency|level|s|l|p)(?=\d)/g, "")
    .split(/[^\p{L}\p{N}]+/u)
    .map((word) => (/^0?[0-5]$/.test(word) ? `p${word.at(-1)}` : word));
  return level.length > maxLevel ? [] : found.filter((word) => word !== "" && !beside.includes(word));
}

/** How bad a word says that it is, in any case and spacing ("SEV-1", "P1 - Critical"); null for one that says nothing of it. */
export function severityOf(level: string | null | undefined): Severity | null {
  const found = wordsOf(level ?? "").map((word) => known.get(word) ?? null);
  return found.includes(null) ? null : (found[0] ?? null);
}

/** The number of a priority as P1 to P5; null for what is none. */
export function priorityOf(level: string): string | null {
  const [word, ...others] = wordsOf(level);
  return word && others.length === 0 && /^p[1-5]$/.test(word) ? word.toUpperCase() : null;
}

/** By a level that what it is of keeps until it is resolved (decision 0017). */
export function typeOf(level: string | null | undefined): MomentType {
  if (/^pag(e|ing|er)$/.test(wordsOf(level ?? "")[0] ?? "")) return "page";
  const severity = severityOf(level);
  if (severity === "critical") return "incident";
  return severity === null || severity === "error" ? "alert" : "near-miss";
}

/** What there is to say of a level that is given and says nothing; null of another. */
export const levelNote = (level: string | null | undefined): string | null =>
  level?.trim() && severityOf(level) === null ? `The severity “${clip(level, 100)}” is no word that Hotline knows.` : null;
