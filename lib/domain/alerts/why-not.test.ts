import { describe, expect, test } from "vitest";
import type { TraceShape } from "./trace";
import { type Configuration, type Fate, type Subject, whyNot } from "./why-not";

const subject: Subject = { name: "payment:failed", environment: null };

interface Case {
  channels?: (TraceShape["channels"][number] & { environment?: string | null; system?: boolean })[];
  subscriptions?: (TraceShape["subscriptions"][number] & { channels?: string[]; to?: string[]; environment?: string | null })[];
  destinations?: TraceShape["destinations"];
  /** Made after the alert was routed. */
  later?: string[];
  alert?: Subject;
}

const channel = (name: string, reason: string, more: object = {}) => ({
  id: `chan_${name}`,
  name,
  pattern: `${name}:.*`,
  matched: reason === "pattern_match",
  reason,
  said: null,
  ...more,
});
const subscription = (name: string, reason: string, more: object = {}) => ({
  id: `sub_${name}`,
  name,
  matched: reason === "channel_matched",
  reason,
  said: null,
  ...more,
});

function ask({ channels = [], subscriptions = [], destinations = [], later = [], alert = subject }: Case, fate?: Fate) {
  const trace: TraceShape = {
    config_version: 1,
    channels,
    subscriptions: subscriptions.filter(({ name }) => !later.includes(name)),
    destinations,
  };
  const config: Configuration = {
    channels: channels.map(({ id, name, pattern, environment = null, system = false }) => ({ id, name, pattern, environment, system })),
    subscriptions: subscriptions.map(({ id, name, channels: channelIds = [], to = ["dest_pd"], environment = null }) => ({
      id,
      name,
      environment,
      channel_ids: channelIds,
      destination_ids: to,
    })),
    destinations: [{ id: "dest_pd", name: "PagerDuty" }],
  };
  const answer = whyNot("dest_pd", alert, trace, config, fate);
  return {
    ...answer,
    text: answer.sentences.join(" "),
    mends: answer.mends.map((mend) => ("make" in mend ? `make ${mend.make}` : `${mend.open} ${mend.id}`)),
  };
}

const none = "PagerDuty: no subscription that names it matched.";

const cases: [title: string, given: Case, text: string, mends: string[]][] = [
  ["nothing names it", {}, "PagerDuty: no subscription names it.", ["make subscription"]],
  [
    "a matching one names others only",
    { subscriptions: [subscription("Ops", "channel_matched", { to: ["dest_other"] })] },
    "PagerDuty: no subscription names it.",
    ["make subscription"],
  ],
  [
    "one names it in another environment, and the alert has none",
    { subscriptions: [subscription("Pages", "other_environment", { environment: "production" })] },
    `${none} “Pages” names it, but only in production; this alert has no environment.`,
    ["subscription sub_Pages"],
  ],
  [
    "one names it in another environment than the alert's",
    {
      alert: { name: "a", environment: "staging" },
      subscriptions: [subscription("Pages", "other_environment", { environment: "production" })],
    },
    `${none} “Pages” names it, but only in production; this alert is in staging.`,
    ["subscription sub_Pages"],
  ],
  [
    "one was bound elsewhere and is not any more",
    { subscriptions: [subscription("Pages", "other_environment")] },
    `${none} “Pages” names it, but only in another environment at that time; this alert has no environment.`,
    ["subscription sub_Pages"],
  ],
  [
    "one is disabled",
    { subscriptions: [subscription("Pages", "subscription_disabled")] },
    `${none} “Pages” names it and listens to this name, but is disabled.`,
    ["subscription sub_Pages"],
  ],
  [
    "its only channel takes other names",
    {
      channels: [channel("deploy", "pattern_no_match")],
      subscriptions: [subscription("Pages", "no_channel_matched", { channels: ["chan_deploy"] })],
    },
    `${none} “Pages” names it, but its channel “deploy” (^deploy:.*$) does not match this name.`,
    ["channel chan_deploy"],
  ],
  [
    "its only channel is built in: there is nothing to change about that",
    {
      channels: [channel("run:failed", "pattern_no_match", { pattern: "run:failed", system: true })],
      subscriptions: [subscription("Pages", "no_channel_matched", { channels: ["chan_run:failed"] })],
    },
    `${none} “Pages” names it, but its channel “run:failed” (^run:failed$) does not match this name.`,
    ["subscription sub_Pages"],
  ],
  [
    "its channels take other names",
    {
      channels: ["a", "b", "c", "d"].map((name) => channel(name, "pattern_no_match")),
      subscriptions: [subscription("Pages", "no_channel_matched", { channels: ["chan_a", "chan_b", "chan_c", "chan_d"] })],
    },
    `${none} “Pages” names it, but none of its channels “a”, “b”, “c”, 1 more matches this name.`,
    ["subscription sub_Pages"],
  ],
  [
    "its channel is disabled",
    {
      channels: [channel("deploy", "pattern_no_match"), channel("payment", "channel_disabled")],
      subscriptions: [subscription("Pages", "no_channel_matched", { channels: ["chan_deploy", "chan_payment"] })],
    },
    `${none} “Pages” names it, but its channel “payment” is disabled.`,
    ["channel chan_payment"],
  ],
  [
    "its channel is for another environment",
    {
      channels: [channel("payment", "other_environment", { environment: "production" })],
      subscriptions: [subscription("Pages", "no_channel_matched", { channels: ["chan_payment"] })],
    },
    `${none} “Pages” names it, but its channel “payment” is only in production; this alert has no environment.`,
    ["channel chan_payment"],
  ],
  [
    "it listens to nothing",
    { subscriptions: [subscription("Pages", "no_channel_matched")] },
    `${none} “Pages” names it, but listens to no channel.`,
    ["subscription sub_Pages"],
  ],
  [
    "the subscription is younger than the alert",
    { subscriptions: [subscription("Pages", "channel_matched")], later: ["Pages"] },
    `${none} “Pages” names it now, but did not when this alert was routed.`,
    ["subscription sub_Pages"],
  ],
  [
    "several name it: the nearest first, the far ones counted",
    {
      subscriptions: [
        subscription("Far", "no_channel_matched"),
        subscription("Other", "other_environment", { environment: "production" }),
        subscription("Off", "subscription_disabled"),
      ],
    },
    `${none} “Off” names it and listens to this name, but is disabled. “Other” names it, but only in production; this alert has no environment. 1 more names it and did not match either.`,
    ["subscription sub_Off", "subscription sub_Other"],
  ],
];

const asked = (result: "deliver" | "skip", reason: string) => [
  { id: "dest_pd", name: "PagerDuty", subscription_ids: ["sub_Pages"], result, reason, said: null },
];

describe("why a destination did not get an alert", () => {
  test.each(cases)("%s", (_title, given, text, mends) => {
    const answer = ask(given);
    expect(answer.text).toBe(text);
    expect(answer.mends).toEqual(mends);
    expect(answer.delivered).toBe(false);
  });

  test.each([
    ["destination_disabled", "it is disabled"],
    ["destination_unverified", "its address is not confirmed"],
  ])("%s: it was asked for and skipped", (reason, words) => {
    const answer = ask({ subscriptions: [subscription("Pages", "channel_matched")], destinations: asked("skip", reason) });
    expect(answer.text).toBe(`PagerDuty: “Pages” names it and matched, but ${words}, so the delivery is skipped.`);
    expect(answer.mends).toEqual(["destination dest_pd"]);
  });

  test("one that gets it is said to", () => {
    const merged = { ...asked("deliver", "")[0], result: "merged", reason: "merged_duplicate" } as TraceShape["destinations"][number];
    const answer = ask({ destinations: [merged, ...asked("deliver", "subscription_matched")] });
    expect(answer).toMatchObject({ delivered: true, text: "PagerDuty: it gets a delivery.", mends: [] });
  });

  test.each<[Fate, string, string[]]>([
    [{ status: "sent", attempts: 1, reason: null }, "PagerDuty: it was sent.", []],
    [{ status: "pending", attempts: 0, reason: null }, "PagerDuty: its delivery is on its way.", []],
    [{ status: "pending", attempts: 2, reason: "It is busy." }, "PagerDuty: its delivery is pending after 2 attempts. It is busy.", []],
    [
      { status: "failed", attempts: 1, reason: "It said no." },
      "PagerDuty: its delivery failed after 1 attempt. It said no.",
      ["destination dest_pd"],
    ],
  ])("one that was to get it: %o", (fate, text, mends) => {
    expect(ask({ destinations: asked("deliver", "subscription_matched") }, fate)).toMatchObject({ delivered: true, text, mends });
  });
});
