import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { auditWords, subjectHref, subjects } from "./audit-words";

type Fields = Record<string, unknown> | null;

const entry = (action: string, before: Fields = null, after: Fields = null, name: string | null = "#ops") => ({
  action,
  subject: { id: "dest_1", name },
  before,
  after,
});
const said = (...fields: Parameters<typeof entry>) => {
  const { lead, name, tail } = auditWords(entry(...fields));
  return [lead, name, tail].filter(Boolean).join(" ");
};

const on = { name: "#ops", enabled: true, updated_at: "1" };

test.each([
  ["destination.updated", on, { ...on, enabled: false, updated_at: "2" }, "switched off destination #ops"],
  [
    "destination.updated",
    { ...on, enabled: false, disabled_reason: "gone" },
    { ...on, disabled_reason: null },
    "switched on destination #ops",
  ],
  ["destination.updated", { ...on, name: "ops" }, on, "renamed destination ops to #ops"],
  ["destination.updated", on, { ...on, config: {} }, "changed destination #ops"],
  ["destination.created", null, on, "created destination #ops"],
  ["destination.disabled", null, { reason: "gone" }, "switched off destination #ops by itself"],
  ["api_key.revoked", on, null, "revoked API key #ops"],
  ["deliveries.retried", null, { count: 1 }, "retried 1 delivery"],
  ["deliveries.retried", null, { count: 12 }, "retried 12 deliveries"],
  ["event.retried", null, { corrected: true }, "retried an event with a corrected body"],
  ["events.retried", null, { count: 3 }, "retried 3 events"],
  ["credential.created", null, null, "gave Hotline a key to #ops"],
  ["webhook.rotated", null, null, "rotated the URL of team webhook #ops"],
  ["webhook.updated", { label: "ops" }, { label: "#ops" }, "renamed team webhook ops to #ops"],
  ["team.member_added", null, { member: "mia@example.com" }, "added mia@example.com to team #ops"],
  ["channel.some_new_thing", null, null, "some new thing channel #ops"],
])("%s reads: %s %s", (action, before, after, words) => {
  expect(said(action, before, after)).toBe(words);
});

test.each([
  ["member.updated", { role: "member" }, { role: "admin" }, "Mia", "made Mia an admin"],
  ["member.joined", null, { role: "member" }, "Mia", "joined as a member"],
  ["invitation.created", null, { role: "admin" }, "mia@example.com", "invited mia@example.com as an admin"],
  ["user.updated", { name: "M" }, { name: "Mia" }, "Mia", "changed their name to Mia"],
  ["user.password_changed", null, null, "Mia", "changed their password"],
])("%s of a person reads as one says it", (action, before, after, name, words) => {
  expect(said(action, before, after, name)).toBe(words);
});

test("a subject without a name is told by its id", () => {
  expect(said("destination.verified", null, null, null)).toBe("recorded that the address of destination dest_1 was confirmed");
});

test("what is gone leads nowhere", () => {
  expect(subjectHref(entry("destination.updated"))).toBe("/alerts/destinations/dest_1");
  expect(subjectHref(entry("destination.deleted"))).toBeNull();
  expect(subjectHref(entry("invitation.created"))).toBeNull();
});

test("the filter offers every kind of thing that is audited", () => {
  const folder = path.resolve(import.meta.dirname, "../../../../lib");
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter(
    (file) => file.endsWith(".ts") && !file.endsWith(".test.ts"),
  );
  const audited = files.flatMap((file) =>
    [...readFileSync(path.join(folder, file), "utf8").matchAll(/\baudit\(\s*[^"]*?"(\w+)\.\w+"/g)].map((match) => match[1]),
  );
  expect(audited.length).toBeGreaterThan(20);
  // A delivery and many of them are one choice, an event too; an organization is made once.
  const offered = [...subjects.map(({ value }) => value), "deliveries", "events", "organization"];
  expect([...new Set(audited)].filter((noun) => noun && !offered.includes(noun))).toEqual([]);
});
