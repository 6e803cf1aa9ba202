import { z } from "zod";
import { clip } from "../../domain/plain-text";
import { labels, levelOf } from "../alert-labels";
import type { Inbound, Parsed } from "../integration";
import { newOddities, notes } from "../oddities";
import { levelNote, severityOf, typeOf } from "../severity";
import { asText, facts, httpUrl, instant, list, moment, paragraphs, part, prose, text, unknownShape } from "../shape";

/**
 * The alerts of Grafana's dashboards, before its alerting of today. Their states: https://grafana.com/docs/grafana/latest/http_api/alerting/ (read
 * 2026-11-22). The page of their webhook could not be read: these names are in bodies that receivers in public repositories keep.
 */
const shape = z.object({
  state: text,
  ruleId: text,
  ruleName: text,
  ruleUrl: text,
  title: text,
  message: text,
  tags: labels,
  evalMatches: list(part({ metric: text, value: text })),
});
type Rule = z.infer<typeof shape>;

const known = ["ruleName", "ruleId", "ruleUrl", "evalMatches"];
const titled = /^\[(alerting|ok|no[ _]data)\] ?/i;

export function isLegacy(value: unknown): boolean {
  if (typeof value !== "object" || value === null || "alerts" in value || !known.some((name) => name in value)) return false;
  return "state" in value || ("title" in value && titled.test(asText(value.title) ?? ""));
}

const opening = ["alerting", "no_data"];
const quiet = ["paused", "pending", "unknown"];
/** What became of the rule: its title says it as well. */
const stateOf = ({ state, title }: Rule): string =>
  clip((state?.trim() || titled.exec(title ?? "")?.[1] || "").toLowerCase().replaceAll(" ", "_"), 64);

/** The moment of one rule that changed its state. It says no time. */
export function legacyMoment({ value, ...at }: Inbound): Parsed {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return unknownShape("Grafana", parsed.error);
  const { ruleId, ruleName, ruleUrl, title, message, tags, evalMatches } = parsed.data;
  const state = stateOf(parsed.data);
  if (quiet.includes(state)) return { ok: true, moments: [], note: `Grafana's state ${state} makes no moment.` };
  const level = levelOf(tags);
  const oddities = newOddities();
  if (state !== "ok" && !opening.includes(state)) oddities.tell(`state is ${state ? `“${state}”` : "missing"}: it counts as alerting.`);
  oddities.tell(levelNote(level));
  return {
    ok: true,
    moments: [
      moment({
        name: ruleName || title?.replace(titled, "") || "Grafana alert",
        type: typeOf(level),
        source: tags.service || "Grafana",
        sourceUrl: httpUrl(ruleUrl),
        description: paragraphs(
          prose(message),
          facts({
            State: state,
            Severity: level,
            Values: evalMatches?.map((one) => `${one?.metric ?? "value"} ${one?.value ?? ""}`.trim()).join(", "),
          }),
        ),
        occurredAt: instant(null, at),
        action: state === "ok" ? "resolve" : "trigger",
        correlation: `rule ${ruleId || ruleName || ruleUrl || ""}`.trim(),
        severity: state === "ok" ? "info" : severityOf(level),
        environment: tags.environment || tags.env || null,
      }),
    ],
    ...notes(oddities.note()),
  };
}
