import { z } from "zod";
import type { MomentType } from "../../domain/moments/moment-type";
import type { Inbound, Parsed, ParsedMoment } from "../integration";
import { cut, facts, httpUrl, instant, moment, named, number, paragraphs, part, partOr, prose, text, unknownShape } from "../shape";

const team = part({ key: text, name: text });
const issue = part({ identifier: text, number: text, title: text, team, url: text });
const data = part({
  id: text,
  identifier: text,
  number: text,
  title: text,
  name: text,
  body: text,
  description: text,
  url: text,
  priority: number,
  priorityLabel: text,
  health: text,
  state: partOr("name", { name: text, type: text }),
  completedAt: text,
  canceledAt: text,
  archivedAt: text,
  team,
  assignee: named,
  issue,
  project: named,
});
/** https://linear.app/developers/webhooks (read 2026-11-22). */
const shape = z.object({
  action: text,
  type: text,
  actor: named,
  createdAt: text,
  url: text,
  data,
  /** Of an Issue SLA, in place of `data`: https://docs.rs/linear-schema (IssueSlaWebhookPayload, of Linear's GraphQL schema; read 2026-11-22). */
  issueData: data,
});
const whatShape = z.object({ action: z.string(), type: z.string() });
type Body = z.infer<typeof shape> & z.infer<typeof whatShape>;
type Subject = NonNullable<z.infer<typeof data>>;

const urgent = 1;
const urgencyOf = (label: string | null | undefined) => (label?.trim().toLowerCase() === "urgent" ? urgent : null);
/** States that close an issue: their types, and what a state without one is called as a rule. */
const closed = ["completed", "canceled", "cancelled", "duplicate"];
const closedNames = [...closed, "done", "closed"];

function isClosed({ state, completedAt, canceledAt, archivedAt }: Subject): boolean {
  if (state?.type) return closed.includes(state.type.trim().toLowerCase());
  if (state?.name && closedNames.includes(state.name.trim().toLowerCase())) return true;
  return [completedAt, canceledAt, archivedAt].some(Boolean);
}

/** An issue's name as people say it, OPS-12: by its team and number, or in its address, where it is not given. */
function identifierOf(
  { identifier, team, number, url }: Pick<Subject, "identifier" | "team" | "number" | "url">,
  page?: string | null,
): string | null {
  if (identifier) return identifier;
  if (team?.key && number) return `${team.key}-${number}`;
  return [url, page].map((address) => /\/issue\/([A-Z][A-Z0-9]*-\d+)/i.exec(address ?? "")?.[1]?.toUpperCase()).find(Boolean) ?? null;
}

function readIssue({ action, actor, url }: Body, about: Subject): Partial<ParsedMoment> & { name: string; type: MomentType } {
  const identifier = identifierOf(about, url);
  return {
    name: [identifier, about.title || about.name].filter(Boolean).join(" ") || "Linear issue",
    type: (about.priority ?? urgencyOf(about.priorityLabel)) === urgent ? "incident" : "alert",
    description: paragraphs(
      facts({
        Action: action,
        State: about.state?.name,
        Priority: about.priorityLabel ?? about.priority,
        Assignee: about.assignee?.name,
        By: actor?.name,
      }),
      prose(about.description),
    ),
    action: action.toLowerCase() === "remove" || isClosed(about) ? "resolve" : "trigger",
    correlation: about.id || identifier,
    // A removed issue can no longer be asked about.
    externalId: action.toLowerCase() === "remove" ? null : about.id || null,
  };
}

/**
 * `breached` and `highRisk` are what an SLA is for; `set` and its like say nothing yet. Linear's documentation names the event and not its
 * actions: these three, and the type `IssueSLA`, are what receivers in public repositories expect.
 */
function readSla(body: Body, about: Subject): ReturnType<typeof readIssue> | null {
  const action = body.action.toLowerCase();
  if (action !== "breached" && action !== "highrisk") return null;
  const isBreached = action === "breached";
  const { name, ...rest } = readIssue(body, about);
  const type = isBreached ? "incident" : "near-miss";
  return { ...rest, name: `${isBreached ? "SLA breached" : "SLA at risk"}: ${name}`, type };
}

/** News of a comment, a project or an update of one: nothing to resolve. */
function readNews({ action, type, actor, url }: Body, about: Subject): ReturnType<typeof readIssue> {
  const ofIssue = about.issue ? [identifierOf(about.issue), about.issue.title] : [];
  const subject = ofIssue.filter(Boolean).join(" ") || about.project?.name || identifierOf({ url: about.url }, url);
  const said = about.title || about.name || about.body;
  const kind = type.replace(/(?<=[a-z])(?=[A-Z])/g, " ");
  return {
    name: subject ? `${kind} on ${subject}` : `${kind}: ${said || action}`,
    type: "alert",
    severity: "info",
    description: paragraphs(facts({ Action: action, Health: about.health, By: actor?.name }), prose(about.body || about.description)),
  };
}

const news = ["Comment", "Project", "ProjectUpdate", "Initiative", "InitiativeUpdate"];

function read(body: Body, about: Subject): ReturnType<typeof readIssue> | null {
  if (/^issue$/i.test(body.type)) return readIssue(body, about);
  if (/^issue ?sla$/i.test(body.type)) return readSla(body, about);
  const type = news.find((one) => one.toLowerCase() === body.type.toLowerCase());
  return type ? readNews({ ...body, type }, about) : null;
}

/** The moment of one webhook request of Linear. */
export function linearMoment({ headers, value, ...at }: Inbound): Parsed {
  const parsed = shape.safeParse(value);
  if (!parsed.success) return unknownShape("Linear", parsed.error);
  const { url, createdAt } = parsed.data;
  const { data: what, error } = whatShape.safeParse({
    type: parsed.data.type || headers["linear-event"],
    // Only news of an SLA needs a word for what happened: an issue has its state.
    action: parsed.data.action || (parsed.data.data ? "update" : undefined),
  });
  if (!what) return unknownShape("Linear", error);
  const about: Subject = parsed.data.data ?? parsed.data.issueData ?? {};
  const found = read({ ...parsed.data, ...what }, about);
  if (!found) return { ok: true, moments: [], note: `Linear's ${cut(what.type, 64)} (${cut(what.action, 64)}) makes no moment.` };
  const source = about.team?.name || about.team?.key || "Linear";
  const sourceUrl = httpUrl(about.url) ?? httpUrl(url);
  return { ok: true, moments: [moment({ source, sourceUrl, occurredAt: instant(createdAt, at), ...found })] };
}
