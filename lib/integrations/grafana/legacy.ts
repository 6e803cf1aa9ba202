import { z } from "zod";
import { levelSeverity, levelType } from "../alert-group";
import type { Inbound, Parsed } from "../integration";
import { asText, facts, httpUrl, instant, list, moment, paragraphs, part, prose, text, unknownShape } from "../shape";

/**
 * The alerts of Grafana's dashboards, before its alerting of today. Their states: https://grafana.com/docs/grafana/latest/http_api/alerting/ (read
 * 2026-11-22). The page of their webhook could not be read: these names are in bodies that receivers in public repositories keep.
 */
const shape = z.object({
  state: z.enum(["alerting", "ok", "no_data", "paused", "pending"]),
  ruleId: text,
  ruleName: text,
  ruleUrl: text,
  title: text,
  message: text,
  tags: part({ severity: text, service: text, env: text, environment: text }),
  evalMatches: list(part({ metric: text, value: z.unknown().transform(asText).optional() })),
});

export const isLegacy = (value: unknown): boolean =>
  typeof value === "object" && value !== null && "ruleName" in value && "state" in value && !("alerts" in value);

/** The moment of one rule that changed its state. It says no time. */
export function legacyMoment({ value, ...at }: Inbound): Parsed {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return unknownShape("Grafana", parsed.error);
  const { state, ruleId, ruleName, ruleUrl, title, message, tags, evalMatches } = parsed.data;
  if (state === "paused" || state === "pending") return { ok: true, moments: [], note: `Grafana's state ${state} makes no moment.` };
  const level = tags?.severity;
  return {
    ok: true,
    moments: [
      moment({
        name: ruleName || title || "Grafana alert",
        type: levelType(level),
        source: tags?.service || "Grafana",
        sourceUrl: httpUrl(ruleUrl),
        description: paragraphs(
          prose(message),
          facts({ State: state, Values: evalMatches?.map((one) => `${one?.metric ?? "value"} ${one?.value ?? ""}`.trim()).join(", ") }),
        ),
        occurredAt: instant(null, at),
        action: state === "ok" ? "resolve" : "trigger",
        correlation: `rule ${ruleId ?? ruleName ?? ""}`.trim(),
        severity: state === "ok" ? "info" : levelSeverity(level),
        environment: tags?.environment || tags?.env || null,
      }),
    ],
  };
}
