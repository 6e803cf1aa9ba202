import { expect, test } from "vitest";
import type { AuditEntryShape } from "@/lib/domain/people/audit-entry";
import { changeSince } from "./changed-elsewhere";

let count = 0;
const entry = (
  action: string,
  before: object | null,
  after: object | null,
  actor: Partial<AuditEntryShape["actor"]> = {},
): AuditEntryShape => ({
  id: `audit_${count++}`,
  actor: { type: "user", id: "user_ada", name: "Ada", ...actor },
  action,
  subject: { id: "sub_1", name: "Payments" },
  before: before as AuditEntryShape["before"],
  after: after as AuditEntryShape["after"],
  created_at: "2026-11-28T12:00:00.000Z",
});

const old = entry("subscription.created", null, { name: "Payments" });
const paused = entry(
  "subscription.updated",
  { name: "Payments", enabled: true, channel_ids: ["chan_1"], updated_at: "1" },
  { name: "Payments", enabled: false, channel_ids: ["chan_1", "chan_2"], updated_at: "2" },
);

test("what was there when the form was opened is no news", () => {
  expect(changeSince([old], old.id, null)).toBeNull();
  expect(changeSince([], null, null)).toBeNull();
});

test("who changed what since is told, in the words of the page", () => {
  expect(changeSince([paused, old], old.id, null)).toEqual({
    who: "Ada",
    at: "2026-11-28T12:00:00.000Z",
    verb: "changed",
    fields: ["enabled", "channels"],
  });
});

test("several changes are one: whose was the last, and all fields", () => {
  const renamed = entry("subscription.updated", { name: "Payments" }, { name: "Money" }, { id: "user_bob", name: "Bob" });
  expect(changeSince([renamed, paused, old], old.id, null)).toMatchObject({ who: "Bob", fields: ["name", "enabled", "channels"] });
});

test("of a config the fields inside it are told", () => {
  const moved = entry(
    "destination.updated",
    { config: { url: "a", headers: {} }, target: "a" },
    { config: { url: "b", headers: {} }, target: "b" },
  );
  expect(changeSince([moved], null, null)?.fields).toEqual(["url"]);
});

test("what was deleted, or switched off by Hotline, is told without fields", () => {
  const hotline = { type: "hotline", id: null, name: null } as const;
  expect(changeSince([entry("channel.deleted", { name: "A" }, null), paused], null, null)).toMatchObject({ verb: "deleted", fields: [] });
  expect(changeSince([entry("destination.disabled", null, { reason: "http_410" }, hotline)], null, null)).toMatchObject({
    who: "Hotline",
    verb: "switched off",
  });
  expect(changeSince([entry("api_key.revoked", {}, null, { type: "key", name: null })], null, null)).toMatchObject({ who: "An API key" });
});

test("a look at a secret is no change, nor is what this form sent itself", () => {
  expect(changeSince([entry("webhook.revealed", null, null)], null, null)).toBeNull();
  expect(changeSince([paused], null, "user_ada")).toBeNull();
  expect(changeSince([paused], null, "user_bob")).not.toBeNull();
});
