import { clip, oneLine } from "../plain-text";
import { publishFields } from "./publish-input";

/** What other systems call the fields, lower case, letters alone. */
const synonyms: Readonly<Record<string, readonly string[]>> = {
  name: ["title", "event", "eventname", "alert", "alertname", "type", "topic", "channel", "key"],
  payload: ["data", "body", "details", "customdetails", "fields", "context", "properties", "attributes", "metadata", "meta"],
  environment: ["env", "stage"],
  dedup_key: ["dedupekey", "deduplicationkey", "fingerprint", "incidentkey", "idempotencykey", "groupkey", "alias"],
  action: ["eventaction", "status", "state"],
  severity: ["level", "priority", "urgency", "criticality"],
  test: ["dryrun", "istest"],
};

/** Most sentences in one answer. */
const maxWarnings = 20;
/** Most places that a sentence names. */
const maxPlaces = 5;

const known: ReadonlySet<string> = new Set(publishFields);

const letters = (text: string): string => text.toLowerCase().replace(/[^a-z]/g, "");

/** How many letters must be put in, taken out, changed, or swapped with the next, to make one word of another. */
function distance(one: string, other: string): number {
  let [before, last] = [[] as number[], Array.from({ length: other.length + 1 }, (_, index) => index)];
  for (let i = 1; i <= one.length; i++) {
    const row = [i];
    for (let j = 1; j <= other.length; j++) {
      const same = one[i - 1] === other[j - 1] ? 0 : 1;
      const swap =
        i > 1 && j > 1 && one[i - 1] === other[j - 2] && one[i - 2] === other[j - 1] ? (before[j - 2] ?? 0) + 1 : Number.POSITIVE_INFINITY;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same, swap));
    }
    [before, last] = [last, row];
  }
  return last[other.length] ?? 0;
}

/** The field that was probably meant, or null. */
function suggest(key: string): string | null {
  const word = letters(key.slice(0, 40));
  const meant = publishFields.find((field) => letters(field) === word || synonyms[field]?.includes(word));
  if (meant) return meant;
  // A letter away from "test" are words that people mean: text, rest.
  const misspelt = publishFields.filter((field) => field !== "test");
  const near = misspelt.map((field) => ({ field, steps: distance(word, letters(field)) })).sort((a, b) => a.steps - b.steps)[0];
  return near && near.steps <= Math.min(2, Math.floor(letters(near.field).length / 3)) ? near.field : null;
}

function say(key: string, places: readonly number[], many: boolean): string {
  const more = places.length - maxPlaces;
  const where = many ? `Alert ${places.slice(0, maxPlaces).join(", ")}${more > 0 ? ` and ${more} more` : ""}: ` : "";
  const field = suggest(key);
  const advice = field ? `did you mean "${field}"?` : "what is your own belongs in payload.";
  return `${where}"${clip(oneLine(key), 60)}" is no field of an alert and was left out: ${advice}`;
}

/** A sentence for each field of the published alerts that was left out; `many`: with the places of its alerts in the array, from 0. */
export function warnOfUnknownFields(alerts: readonly unknown[], many: boolean): string[] {
  const places = new Map<string, number[]>();
  for (const [index, alert] of alerts.entries()) {
    for (const key in alert as object) {
      if (known.has(key)) continue;
      const at = places.get(key);
      if (at) at.push(index);
      else if (places.size < 1_000) places.set(key, [index]);
    }
  }
  const warnings = [...places].slice(0, maxWarnings).map(([key, at]) => say(key, at, many));
  const left = places.size - warnings.length;
  return left > 0 ? [...warnings, `${left} more fields were left out.`] : warnings;
}
