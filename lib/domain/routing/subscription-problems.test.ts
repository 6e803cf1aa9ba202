import { describe, expect, test } from "vitest";
import { findProblems } from "./subscription-problems";

type Subject = Parameters<typeof findProblems>[0];

const channel = (name: string, more: Partial<Subject["channels"][number]> = {}) => ({
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
  environment: null,
  channels: [channel("A")],
  destinations: [destination("X")],
  covered: new Map(),
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
  test.each<[Partial<Subject>, Record<string, string>]>([
    [{ channels: [] }, { no_channel: "It listens to no channel." }],
    [{ destinations: [] }, { no_destination: "Nothing to send to." }],
    [
      { channels: [], destinations: [] },
      { no_channel: "It listens to no channel.", no_destination: "Nothing to send to." },
    ],
    [{ channels: [channel("A", { enabled: false })] }, { no_channel_enabled: "A is disabled." }],
    [{ channels: ["A", "B"].map((name) => channel(name, { enabled: false })) }, { no_channel_enabled: "A and B are disabled." }],
    [{ destinations: [destination("X", { enabled: false })] }, { no_destination_ready: "Nothing to send to: X is disabled." }],
    [{ destinations: [destination("X", { verified: false })] }, { no_destination_ready: "Nothing to send to: X is not confirmed yet." }],
    [
      { destinations: [destination("X", { enabled: false, verified: false }), destination("Y", { verified: false })] },
      { no_destination_ready: "Nothing to send to: X is disabled, Y is not confirmed yet." },
    ],
    [
      { environment: "production", channels: [channel("A", { environment: "staging" })] },
      { other_environment: "It takes alerts of production only, but A is for staging." },
    ],
  ])("%j", (more, problems) => {
    expect(findProblems(subject(more))).toEqual(Object.entries(problems).map(([code, said]) => ({ code, said })));
  });
});

test("a destination that gets everything already is named, unless it gets nothing", () => {
  const covered = new Map(["X", "Y", "Z"].map((id) => [id, { name: "Everything" }]));
  const destinations = [destination("X"), destination("Y", { enabled: false }), destination("Z", { verified: false }), destination("W")];
  expect(findProblems(subject({ destinations, covered }))).toEqual([
    { code: "destination_covered", said: "X gets all of these already, through Everything. An alert is sent to a destination once." },
  ]);
});
