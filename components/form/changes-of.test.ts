import { describe, expect, test } from "vitest";
import { changesOf } from "./changes-of";

const subscription = { name: "Payments", channel_ids: ["chan_1"], environment: null, enabled: true };

test("a field that is as it was is not said, so what somebody else made of it stands", () => {
  expect(changesOf(subscription, { ...subscription, name: "Money" })).toEqual({ name: "Money" });
  expect(changesOf(subscription, { ...subscription })).toEqual({});
});

test("a list is said whole, and null is a value", () => {
  expect(changesOf(subscription, { ...subscription, channel_ids: ["chan_1", "chan_2"] })).toEqual({ channel_ids: ["chan_1", "chan_2"] });
  expect(changesOf({ environment: "production" as string | null }, { environment: null })).toEqual({ environment: null });
});

test("what the form shows and the thing does not have yet is said", () => {
  expect(changesOf<{ name?: string }>({}, { name: "Money" })).toEqual({ name: "Money" });
});

describe("a config", () => {
  const headers = { Authorization: "••••1234", "X-Team": "ops" };
  const before = { name: "Hook", config: { url: "https://example.com", headers, severity: "error" } };

  test("says the fields of it that differ, each whole", () => {
    const after = { name: "Hook", config: { ...before.config, headers: { ...headers, "X-Team": "dev" } } };
    expect(changesOf(before, after)).toEqual({ config: { headers: { Authorization: "••••1234", "X-Team": "dev" } } });
  });

  test("says null for a field that is taken away", () => {
    const { severity: _, ...rest } = before.config;
    expect(changesOf<{ name: string; config: object }>(before, { name: "Hook", config: rest })).toEqual({ config: { severity: null } });
    expect(changesOf<{ config: object }>(before, { config: { ...before.config, severity: null } })).toEqual({ config: { severity: null } });
  });

  test("is not said when it is as it was", () => {
    expect(changesOf(before, { name: "Other", config: { ...before.config } })).toEqual({ name: "Other" });
  });
});

test("what was refused is said again, though it stands as it was", () => {
  const before = { name: "Hook", config: { url: "https://example.com", token: "••••" } };
  const after = { name: "Hook", config: { url: "https://example.com", token: "new" } };
  expect(changesOf(before, after, ["config.url"])).toEqual({ config: { url: "https://example.com", token: "new" } });
  expect(changesOf(before, before, ["name"])).toEqual({ name: "Hook" });
});
