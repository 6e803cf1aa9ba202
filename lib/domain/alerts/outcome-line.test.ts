import { expect, test } from "vitest";
import type { DeliveryShape } from "./delivery";
import { sayOutcomeLine } from "./outcome-line";

type Delivery = Parameters<typeof sayOutcomeLine>[0]["deliveries"][number];

const to = (name: string, status: DeliveryShape["status"]): Delivery => ({
  destination: { id: `dest_${name}`, name, kind: "any" },
  status,
});

test.each<[string, Delivery[], string | null]>([
  ["It is being routed.", [], null],
  ["It went nowhere: no subscription asked for it.", [], "now"],
  ["Sent to a.", [to("a", "sent")], "now"],
  ["Failed for c. Sent to a and b.", [to("a", "sent"), to("b", "sent"), to("c", "failed")], "now"],
  ["On its way to a, b and c.", [to("a", "pending"), to("b", "pending"), to("c", "pending")], "now"],
  ["Skipped for a, b and 2 more.", ["a", "b", "c", "d"].map((name) => to(name, "skipped")), "now"],
])("%s", (sentence, deliveries, routed_at) => {
  expect(sayOutcomeLine({ routed_at, deliveries })).toBe(sentence);
});

test("what nobody ended is told where it is open", () => {
  const deliveries = [to("a", "sent"), to("b", "sent")];
  expect(sayOutcomeLine({ routed_at: "now", deliveries }, ["b"])).toBe("Sent to a and b. Still open at b.");
});
