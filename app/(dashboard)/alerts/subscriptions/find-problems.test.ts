import { describe, expect, test } from "vitest";
import { findProblems } from "./find-problems";

type Subject = Parameters<typeof findProblems>[0];

const channel = (name: string, more: Partial<Subject["channels"][number]> = {}) => ({
  id: name,
  name,
  enabled: true,
  environment: null,
  ...more,
});
const destination = (name: string, more: Partial<Subject["destinations"][number]> = {}) => ({
  id: name,
  name,
  enabled: true,
  verified: true,
  ...more,
});
const subject = (more: Partial<Subject>): Subject => ({
  id: "sub",
  environment: null,
  channels: [channel("A")],
  destinations: [destination("X")],
  ...more,
});

test("a subscription that can send has no problems", () => {
  expect(findProblems(subject({}))).toEqual([]);
  const half = {
    channels: [channel("A"), channel("B", { enabled: false })],
    destinations: [destination("X"), destination("Y", { enabled: false })],
  };
  expect(findProblems(subject(half))).toEqual([]);
  const partly = {
    environment: "production",
    channels: [channel("A", { environment: "production" }), channel("B", { environment: "staging" })],
  };
  expect(findProblems(subject(partly))).toEqual([]);
});

describe("one that cannot send says why", () => {
  test.each<[Partial<Subject>, string[]]>([
    [{ channels: [] }, ["It listens to no channel."]],
    [{ destinations: [] }, ["Nothing to send to."]],
    [{ channels: [], destinations: [] }, ["It listens to no channel.", "Nothing to send to."]],
    [{ channels: [channel("A", { enabled: false })] }, ["A is disabled."]],
    [{ channels: ["A", "B"].map((name) => channel(name, { enabled: false })) }, ["A and B are disabled."]],
    [{ destinations: [destination("X", { enabled: false })] }, ["Nothing to send to: X is disabled."]],
    [{ destinations: [destination("X", { verified: false })] }, ["Nothing to send to: X is not confirmed yet."]],
    [
      { destinations: [destination("X", { enabled: false, verified: false }), destination("Y", { verified: false })] },
      ["Nothing to send to: X is disabled, Y is not confirmed yet."],
    ],
    [
      { environment: "production", channels: [channel("A", { environment: "staging" })] },
      ["It takes alerts of production only, but A is for staging."],
    ],
  ])("%j", (more, texts) => {
    expect(findProblems(subject(more)).map(({ text }) => text)).toEqual(texts);
  });
});

test("each problem leads to where it is mended", () => {
  const off = { channels: [channel("A", { enabled: false })], destinations: [destination("X", { enabled: false })] };
  expect(findProblems(subject(off)).map(({ mend }) => mend)).toEqual([
    { label: "Open the channel", href: "/alerts/channels?edit=A" },
    { label: "Open the destination", href: "/alerts/destinations/X" },
  ]);
  expect(findProblems(subject({ channels: [] }))[0]?.mend).toMatchObject({ edit: true });
});
