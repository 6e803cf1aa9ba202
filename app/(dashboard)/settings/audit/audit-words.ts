import type { AuditEntryShape } from "@/lib/domain/people/audit-entry";

/** What was done, around the name of what it was done to: "switched off destination", "#ops", "". */
export interface AuditWords {
  lead: string;
  name: string | null;
  tail: string;
}

type Entry = Pick<AuditEntryShape, "action" | "subject" | "before" | "after">;
type Words = string | [lead: string, tail: string];

const text = (value: unknown): string => (typeof value === "string" ? value : "");

/** Whether a change touched this field and nothing else that people set. */
function onlyChanged({ before, after }: Entry, field: string): boolean {
  if (!before || !after) return false;
  const names = new Set([...Object.keys(before), ...Object.keys(after)]);
  const changed = [...names].filter((name) => JSON.stringify(before[name]) !== JSON.stringify(after[name]));
  return changed.includes(field) && changed.every((name) => [field, "updated_at", "disabled_reason"].includes(name));
}

const article = (role: string) => (role === "admin" ? "an admin" : "a member");

/** Actions whose words are their own; the others are said from the action itself. */
const special: Record<string, (entry: Entry) => Words> = {
  "credential.created": () => ["gave Hotline a key to", ""],
  "credential.updated": () => ["changed the key to", ""],
  "credential.deleted": () => ["took away the key to", ""],
  "destination.disabled": () => ["switched off destination", "by itself"],
  "destination.signing_secret_revealed": () => "looked at the signing secret of destination",
  "destination.signing_secret_rotated": () => "rotated the signing secret of destination",
  "destination.verified": () => ["recorded that the address of destination", "was confirmed"],
  "delivery.retried": () => "retried a delivery",
  "deliveries.retried": ({ after }) => {
    const count = typeof after?.count === "number" ? after.count : null;
    return count === null ? "retried deliveries" : `retried ${count} ${count === 1 ? "delivery" : "deliveries"}`;
  },
  "event.retried": ({ after }) => (after?.corrected === true ? "retried an event with a corrected body" : "retried an event"),
  "events.retried": ({ after }) => {
    const count = typeof after?.count === "number" ? after.count : null;
    return count === null ? "retried events" : `retried ${count} ${count === 1 ? "event" : "events"}`;
  },
  "invitation.created": ({ after }) => ["invited", `as ${article(text(after?.role))}`],
  "invitation.renewed": () => "sent a new invitation to",
  "invitation.deleted": () => "revoked the invitation of",
  "member.joined": ({ after }) => `joined as ${article(text(after?.role))}`,
  "member.removed": () => ["removed", "from the organization"],
  "member.signed_out": () => ["signed", "out everywhere"],
  "member.updated": ({ after }) => ["made", article(text(after?.role))],
  "organization.created": () => "created the organization",
  "team.member_added": ({ after }) => `added ${text(after?.member)} to team`,
  "team.member_removed": ({ before }) => `removed ${text(before?.member)} from team`,
  "user.password_changed": () => "changed their password",
  "user.signed_out": () => "signed out everywhere",
  "user.updated": () => "changed their name to",
  "webhook.revealed": () => "looked at the URL of team webhook",
  "webhook.rotated": () => "rotated the URL of team webhook",
};

/** Said without the subject's name: it is the person, or has none. */
const nameless = new Set([
  "organization.created",
  "delivery.retried",
  "deliveries.retried",
  "event.retried",
  "events.retried",
  "member.joined",
  "user.password_changed",
  "user.signed_out",
]);

const nouns: Record<string, string> = { api_key: "API key", webhook: "team webhook" };

function sayUpdated(entry: Entry, noun: string): Words {
  if (onlyChanged(entry, "enabled")) return `switched ${entry.after?.enabled ? "on" : "off"} ${noun}`;
  if (onlyChanged(entry, "label")) return [`renamed ${noun} ${text(entry.before?.label)} to`, ""];
  if (onlyChanged(entry, "name")) return [`renamed ${noun} ${text(entry.before?.name)} to`, ""];
  return `changed ${noun}`;
}

function say(entry: Entry): Words {
  const own = special[entry.action];
  if (own) return own(entry);
  const [first = "", verb = ""] = entry.action.split(".", 2);
  const noun = nouns[first] ?? first.replaceAll("_", " ");
  return verb === "updated" ? sayUpdated(entry, noun) : `${verb.replaceAll("_", " ")} ${noun}`;
}

/** An entry in words, to stand after who did it: "switched off destination #ops". */
export function auditWords(entry: Entry): AuditWords {
  const words = say(entry);
  const [lead, tail] = typeof words === "string" ? [words, ""] : words;
  return { lead, name: nameless.has(entry.action) ? null : (entry.subject.name ?? entry.subject.id), tail };
}

/** The kinds of entry that the filter offers: an action's first word, and how people call it. */
export const subjects: readonly { value: string; label: string }[] = [
  { value: "destination", label: "Destinations" },
  { value: "subscription", label: "Subscriptions" },
  { value: "channel", label: "Channels" },
  { value: "environment", label: "Environments" },
  { value: "api_key", label: "API keys" },
  { value: "member", label: "Members" },
  { value: "invitation", label: "Invitations" },
  { value: "team", label: "Teams" },
  { value: "webhook", label: "Team webhooks" },
  { value: "credential", label: "Keys to tools" },
  { value: "event", label: "Events" },
  { value: "alert", label: "Alerts" },
  { value: "delivery", label: "Retries" },
  { value: "user", label: "Accounts" },
];

const pages: Record<string, (id: string) => string> = {
  destination: (id) => `/alerts/destinations/${id}`,
  team: (id) => `/settings/teams/${id}`,
  alert: (id) => `/alerts/history/${id}`,
};

/** Where the subject of an entry can be looked at; null when it is gone or has no page. */
export function subjectHref({ action, subject }: Entry): string | null {
  const [noun = "", verb = ""] = action.split(".", 2);
  return verb === "deleted" ? null : (pages[noun]?.(subject.id) ?? null);
}
