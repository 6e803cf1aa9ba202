import fc from "fast-check";
import { RE2JS } from "re2js";
import { describe, expect, test } from "vitest";
import { finish } from "../steps";
import { findPlan, planDeliveries, type Routable, type RoutingConfig, traceOf } from "./routing";

type Channel = RoutingConfig["channels"][number];
type Subscription = RoutingConfig["subscriptions"][number];
type Destination = RoutingConfig["destinations"][number];

const channel = (more: Partial<Channel> = {}): Channel => ({
  id: "c1",
  name: "C",
  pattern: "a",
  environmentId: null,
  enabled: true,
  ...more,
});
const destination = (more: Partial<Destination> = {}): Destination => ({
  id: "d1",
  name: "D",
  kind: "webhook",
  enabled: true,
  verified: true,
  ...more,
});
const subscription = (more: Partial<Subscription> = {}): Subscription => ({
  id: "s1",
  name: "S",
  environmentId: null,
  enabled: true,
  channelIds: ["c1"],
  destinationIds: ["d1"],
  ...more,
});
const configOf = (more: Partial<RoutingConfig> = {}): RoutingConfig => ({
  version: 7,
  channels: [channel()],
  subscriptions: [subscription()],
  destinations: [destination()],
  ...more,
});
const alert = { name: "a", environmentId: "production" };
const planOf = (routed: Routable, config: RoutingConfig) => ({
  ...finish(planDeliveries(routed, config)),
  trace: finish(traceOf(routed, config)),
});

describe("every reason has its code", () => {
  test.each<[string, Partial<Channel>, boolean]>([
    ["pattern_match", {}, true],
    ["pattern_match", { environmentId: "production" }, true],
    ["pattern_no_match", { pattern: "b" }, false],
    ["pattern_no_match", { pattern: "b", enabled: false, environmentId: "staging" }, false],
    ["other_environment", { environmentId: "staging" }, false],
    ["other_environment", { environmentId: "staging", enabled: false }, false],
    ["channel_disabled", { enabled: false }, false],
  ])("a channel: %s %o", (reason, more, matched) => {
    const plan = planOf(alert, configOf({ channels: [channel(more)] }));
    expect(plan.trace.channels).toMatchObject([{ id: "c1", matched, reason }]);
    expect(plan.channelIds).toEqual(matched ? ["c1"] : []);
    expect(plan.deliveries).toHaveLength(matched ? 1 : 0);
  });

  test.each<[string, Partial<Subscription>, boolean]>([
    ["channel_matched", {}, true],
    ["channel_matched", { environmentId: "production", channelIds: ["other", "c1"] }, true],
    ["no_channel_matched", { channelIds: [] }, false],
    ["no_channel_matched", { channelIds: ["other"], enabled: false, environmentId: "staging" }, false],
    ["other_environment", { environmentId: "staging", enabled: false }, false],
    ["subscription_disabled", { enabled: false }, false],
  ])("a subscription: %s %o", (reason, more, matched) => {
    const plan = planOf(alert, configOf({ subscriptions: [subscription(more)] }));
    expect(plan.trace.subscriptions).toEqual([{ id: "s1", name: "S", matched, reason }]);
    expect(plan.deliveries).toHaveLength(matched ? 1 : 0);
    expect(plan.trace.destinations).toHaveLength(matched ? 1 : 0);
  });

  test.each<[string, Partial<Destination>, "pending" | "skipped"]>([
    ["subscription_matched", {}, "pending"],
    ["destination_disabled", { enabled: false }, "skipped"],
    ["destination_disabled", { enabled: false, verified: false }, "skipped"],
    ["destination_unverified", { verified: false }, "skipped"],
  ])("a destination: %s %o", (reason, more, status) => {
    const plan = planOf(alert, configOf({ destinations: [destination(more)] }));
    const result = status === "pending" ? "deliver" : "skip";
    expect(plan.trace.destinations).toEqual([{ id: "d1", name: "D", subscriptionIds: ["s1"], result, reason }]);
    expect(plan.deliveries).toEqual([{ destinationId: "d1", status, reason: status === "pending" ? null : reason }]);
  });

  test("a destination that several subscriptions name: merged_duplicate, and one delivery", () => {
    const plan = planOf(alert, configOf({ subscriptions: [subscription(), subscription({ id: "s2" }), subscription({ id: "s3" })] }));
    expect(plan.deliveries).toHaveLength(1);
    expect(plan.trace.destinations).toMatchObject([
      { result: "deliver", subscriptionIds: ["s1", "s2", "s3"] },
      { result: "merged", subscriptionIds: ["s2", "s3"], reason: "merged_duplicate" },
    ]);
  });

  test("a destination that was deleted gets nothing, although a subscription still names it", () => {
    expect(planOf(alert, configOf({ destinations: [] })).deliveries).toEqual([]);
  });
});

test("an alert without an environment reaches what is organization-wide only", () => {
  const config = configOf({ channels: [channel(), channel({ id: "c2", environmentId: "production" })] });
  expect(planOf({ name: "a", environmentId: null }, config).channelIds).toEqual(["c1"]);
  expect(planOf(alert, config).channelIds).toEqual(["c1", "c2"]);
});

test("plans are remembered by name and environment without being mixed up", () => {
  const config = configOf({
    channels: [channel({ pattern: "b x|x", environmentId: null }), channel({ id: "c2", pattern: ".*", environmentId: "b" })],
  });
  expect(planOf({ name: "b x", environmentId: null }, config).channelIds).toEqual(["c1"]);
  expect(planOf({ name: "x", environmentId: "b" }, config).channelIds).toEqual(["c1", "c2"]);
  for (let index = 0; index < 1_100; index++) planOf({ name: `n${index}`, environmentId: null }, config);
  expect(planOf({ name: "b x", environmentId: null }, config).channelIds).toEqual(["c1"]);
});

test("a plan is made once for alerts that are alike, a trace each time", () => {
  const config = configOf();
  expect(findPlan(alert, config)).toBeUndefined();
  const plan = finish(planDeliveries(alert, config));
  expect(finish(planDeliveries({ ...alert }, config))).toBe(plan);
  expect(findPlan(alert, config)).toBe(plan);
  expect(planOf(alert, config).trace).toEqual(planOf(alert, config).trace);
});

const environment = fc.constantFrom(null, "production", "staging");
const some = (prefix: string) => fc.uniqueArray(fc.nat(5).map((index) => `${prefix}${index}`));
const configs: fc.Arbitrary<RoutingConfig> = fc
  .record({
    version: fc.nat(),
    channels: fc.array(
      fc.record({ pattern: fc.constantFrom("a", ".*", "b|c", "a.*", "("), environmentId: environment, enabled: fc.boolean() }),
      { maxLength: 6 },
    ),
    subscriptions: fc.array(
      fc.record({ environmentId: environment, enabled: fc.boolean(), channelIds: some("c"), destinationIds: some("d") }),
      { maxLength: 6 },
    ),
    destinations: fc.array(fc.record({ enabled: fc.boolean(), verified: fc.boolean() }), { maxLength: 6 }),
  })
  .map(({ version, channels, subscriptions, destinations }) => ({
    version,
    channels: channels.map((given, index) => channel({ ...given, id: `c${index}` })),
    subscriptions: subscriptions.map((given, index) => subscription({ ...given, id: `s${index}` })),
    destinations: destinations.map((given, index) => destination({ ...given, id: `d${index}` })),
  }));

/** Who asks for a destination, said once more from DESIGN.md's words and nothing else. */
function askers(config: RoutingConfig, name: string, environmentId: string | null, destinationId: string): string[] {
  const applies = (of: { environmentId: string | null; enabled: boolean }) =>
    of.enabled && [null, environmentId].includes(of.environmentId);
  const compiles = ({ pattern }: Channel) => pattern !== "(";
  const heard = config.channels.filter((of) => applies(of) && compiles(of) && RE2JS.compile(of.pattern).matches(name)).map(({ id }) => id);
  return config.subscriptions
    .filter((of) => applies(of) && of.destinationIds.includes(destinationId) && of.channelIds.some((id) => heard.includes(id)))
    .map(({ id }) => id);
}

test("a plan is what a naive model says: each destination at most once, every asker in the trace", () => {
  fc.assert(
    fc.property(configs, fc.constantFrom("a", "b", "ab", "zz"), environment, (config, name, environmentId) => {
      const { deliveries, trace } = planOf({ name, environmentId }, config);
      const expected = config.destinations.flatMap((of) => {
        const by = askers(config, name, environmentId, of.id);
        return by.length > 0 ? [{ of, by }] : [];
      });
      expect(deliveries.map(({ destinationId, status }) => [destinationId, status])).toEqual(
        expected.map(({ of }) => [of.id, of.enabled && of.verified ? "pending" : "skipped"]),
      );
      expect(new Set(deliveries.map(({ destinationId }) => destinationId)).size).toBe(deliveries.length);
      const leading = trace.destinations.filter(({ result }) => result !== "merged");
      expect(leading.map(({ id, subscriptionIds }) => [id, subscriptionIds])).toEqual(expected.map(({ of, by }) => [of.id, by]));
      const merged = trace.destinations.filter(({ result }) => result === "merged");
      expect(merged.map(({ id, subscriptionIds }) => [id, subscriptionIds])).toEqual(
        expected.filter(({ by }) => by.length > 1).map(({ of, by }) => [of.id, by.slice(1)]),
      );
      expect(trace.configVersion).toBe(config.version);
      expect([trace.channels.length, trace.subscriptions.length]).toEqual([config.channels.length, config.subscriptions.length]);
    }),
    { numRuns: 2_000 },
  );
});
