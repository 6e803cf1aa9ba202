import { z } from "zod";
import type { MomentType } from "../../domain/moments/moment-type";
import type { Parsed, Times } from "../integration";
import { notes } from "../oddities";
import { levelNote, severityOf } from "../severity";
import { facts, httpUrl, instant, list, moment, part, text, unknownShape } from "../shape";

/** A fatal issue is an incident; its level is its last event's, and the type follows it (decision 0017). */
export const issueType = (level: string | null | undefined): MomentType => (severityOf(level) === "critical" ? "incident" : "alert");

/** An issue's id, where only an address has it: `…/issues/501/events/e1/`. */
export const issueIn = (...urls: readonly (string | null | undefined)[]): string | null =>
  urls.map((url) => /\/(?:issues|groups?)\/(\d{1,40})(?:[/?#]|$)/.exec(url ?? "")?.[1]).find(Boolean) ?? null;

/** The legacy WebHooks plugin names no resource, and signs nothing: its body is the event itself. */
export const pluginResource = "plugin";

/** https://github.com/getsentry/sentry/blob/master/src/sentry/plugins/sentry_webhooks/plugin.py (read 2026-11-22). */
const shape = z.object({
  id: text,
  project: text,
  project_name: text,
  level: text,
  culprit: text,
  message: text,
  url: text,
  triggering_rules: list(text),
  event: part({ title: text, timestamp: text, environment: text, level: text }),
});

/** The moment of an event that the legacy WebHooks plugin tells of. */
export function readPlugin(value: unknown, at: Times): Parsed {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return unknownShape("Sentry", parsed.error);
  const { id, project, project_name, culprit, message, url, triggering_rules, event } = parsed.data;
  const level = parsed.data.level ?? event?.level;
  const issueId = id || issueIn(url);
  return {
    ok: true,
    moments: [
      moment({
        name: event?.title || message || "Sentry event",
        type: issueType(level),
        source: project_name || project || "Sentry",
        sourceUrl: httpUrl(url),
        description: facts({
          Rule: triggering_rules?.filter(Boolean).join(", "),
          Level: level,
          Environment: event?.environment,
          In: culprit,
          Message: message,
        }),
        occurredAt: instant(event?.timestamp, at),
        correlation: issueId ? `issue ${issueId}` : null,
        severity: severityOf(level),
        environment: event?.environment ?? null,
        externalId: issueId ?? null,
      }),
    ],
    ...notes(levelNote(level)),
  };
}
