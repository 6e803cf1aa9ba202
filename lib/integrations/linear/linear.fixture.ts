import { type Fixture, iso, minutesAgo, now } from "../fixture";
import { hmacHex } from "../signature";

const source = "https://linear.app/developers/webhooks";

const signed: Fixture["signed"] = {
  secret: "lin_wh_a_secret",
  stamped: true,
  sign: (body, _now, secret) => ({ "linear-signature": hmacHex(secret, body) }),
};
const headers = (id: string) => ({ "linear-delivery": id, "linear-event": "Issue", "content-type": "application/json; charset=utf-8" });
const issue = {
  id: "0b0d0000-0000-4000-8000-000000000001",
  identifier: "OPS-12",
  title: "Backups are late",
  description: "Since **Monday** <script>alert(1)</script>",
  priority: 1,
  priorityLabel: "Urgent",
  state: { name: "Todo", type: "unstarted" },
  team: { key: "OPS", name: "Operations" },
  assignee: { name: "Ada" },
};
const envelope = (action: string, data: object | undefined, more: object = {}) => ({
  action,
  type: "Issue",
  actor: { id: "u-1", type: "user", name: "Grace" },
  createdAt: iso(minutesAgo(1)),
  data,
  url: "https://linear.app/acme/issue/OPS-12/backups-are-late",
  organizationId: "o-1",
  webhookId: "h-1",
  webhookTimestamp: now,
  ...more,
});
const made = {
  name: "OPS-12 Backups are late",
  type: "incident",
  source: "Operations",
  sourceUrl: "https://linear.app/acme/issue/OPS-12/backups-are-late",
  occurredAt: minutesAgo(1),
  action: "trigger",
  correlation: issue.id,
  externalId: issue.id,
} as const;

export const linear: readonly Fixture[] = [
  {
    title: "an urgent issue",
    source,
    headers: headers("l-1"),
    body: envelope("create", issue),
    signed,
    expected: { moments: [made] },
  },
  {
    title: "an issue of no priority, changed by nobody in particular",
    source,
    headers: headers("l-2"),
    body: envelope("update", { ...issue, priority: 0 }, { actor: null, updatedFrom: { priority: 1 } }),
    expected: { moments: [{ ...made, type: "alert" }] },
  },
  {
    title: "an issue that is done",
    source,
    headers: headers("l-3"),
    body: envelope("update", { ...issue, state: { name: "Done", type: "completed" } }),
    expected: { moments: [{ ...made, action: "resolve" }] },
  },
  {
    title: "an issue that is removed",
    source,
    headers: headers("l-4"),
    body: envelope("remove", issue),
    expected: { moments: [{ ...made, action: "resolve", externalId: null }] },
  },
  {
    title: "a change without a title, as older webhooks sent it",
    source: "https://developers.linear.app/docs/graphql/webhooks",
    headers: headers("l-5"),
    body: { action: "update", type: "Issue", createdAt: iso(minutesAgo(1)), data: { id: issue.id, teamId: "t-1" }, url: made.sourceUrl },
    expected: { moments: [{ ...made, name: "OPS-12", type: "alert", source: "Linear" }] },
  },
  {
    title: "an issue without its identifier: by its team and number, a priority that is a text, and no word of what happened",
    source,
    headers: headers("l-14"),
    body: envelope(
      "create",
      { ...issue, identifier: undefined, number: "12", priority: "1" },
      { action: undefined, type: undefined, url: null },
    ),
    expected: { moments: [{ ...made, sourceUrl: null }] },
  },
  {
    title: "an issue whose priority is a word, and whose number only its address has",
    source,
    headers: headers("l-15"),
    body: envelope("update", { id: issue.id, title: issue.title, priorityLabel: "Urgent", team: { key: "OPS", name: "Operations" } }),
    expected: { moments: [made] },
  },
  {
    title: "a comment on an issue that has a number and a team",
    source,
    headers: headers("l-16"),
    body: envelope(
      "create",
      { id: "c-4", body: "Hm.", issue: { number: 12, team: { key: "OPS" }, title: "Backups are late" } },
      { type: "Comment" },
    ),
    expected: { moments: [{ name: "Comment on OPS-12 Backups are late" }] },
  },
  {
    title: "a comment",
    source,
    headers: headers("l-6"),
    body: envelope(
      "create",
      { id: "c-1", body: "The tape is *full*.", issueId: issue.id, issue: { identifier: "OPS-12", title: "Backups are late" } },
      { type: "Comment" },
    ),
    signed,
    expected: { moments: [{ name: "Comment on OPS-12 Backups are late", type: "alert", severity: "info", correlation: null }] },
  },
  {
    title: "a comment that does not say on what",
    source,
    headers: headers("l-7"),
    body: envelope("create", { id: "c-2", body: "The tape is *full*.", issueId: issue.id, userId: "u-1" }, { type: "Comment" }),
    expected: { moments: [{ name: "Comment on OPS-12", type: "alert" }] },
  },
  {
    title: "a comment on a document",
    source,
    headers: headers("l-13"),
    body: envelope(
      "create",
      { id: "c-3", body: "The tape is *full*." },
      { type: "Comment", url: "https://linear.app/acme/document/tapes" },
    ),
    expected: { moments: [{ name: "Comment: The tape is *full*.", type: "alert" }] },
  },
  {
    title: "an update of a project",
    source,
    headers: headers("l-8"),
    body: envelope("create", { id: "p-1", body: "Late.", health: "atRisk", project: { name: "Move" } }, { type: "ProjectUpdate" }),
    expected: { moments: [{ name: "Project Update on Move", type: "alert" }] },
  },
  {
    title: "an SLA that was broken",
    source,
    headers: headers("l-9"),
    body: envelope("breached", undefined, { type: "IssueSLA", issueData: { ...issue, priority: 2 } }),
    expected: { moments: [{ ...made, name: "SLA breached: OPS-12 Backups are late", type: "incident" }] },
  },
  {
    title: "an SLA that is at risk",
    source,
    headers: headers("l-10"),
    body: envelope("highRisk", undefined, { type: "IssueSLA", issueData: issue }),
    expected: { moments: [{ ...made, name: "SLA at risk: OPS-12 Backups are late", type: "near-miss" }] },
  },
  {
    title: "an SLA that is set",
    source,
    headers: headers("l-11"),
    body: envelope("set", undefined, { type: "IssueSLA", issueData: issue }),
    expected: { note: /IssueSLA \(set\) makes no moment/ },
  },
  {
    title: "a label",
    source,
    headers: headers("l-12"),
    body: envelope("create", { id: "b-1", name: "bug" }, { type: "IssueLabel" }),
    expected: { note: /IssueLabel \(create\) makes no moment/ },
  },
  { title: "something else", source, body: { text: "hi" }, expected: { error: /known to send: action is missing; type is missing/ } },
];
