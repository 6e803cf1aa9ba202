import { expect, test } from "vitest";
import { newId, showId } from "../../domain/id";
import { messageOf } from "./message";
import type { Claimed } from "./settle-and-claim";

const taken = { id: newId(), organizationId: newId(), organization: "Acme" };

const claimed = (more: Partial<Claimed> = {}): Claimed => ({
  id: newId(),
  number: 1,
  triesUsed: 0,
  earlierOutcomes: [],
  rendered: null,
  alert: {
    id: newId(),
    name: "payment:failed",
    payload: "{}",
    environment: null,
    severity: null,
    action: "trigger",
    dedupKey: null,
    source: "api",
    createdAt: new Date(),
  },
  ...more,
});

test("every try of a delivery goes under one id", () => {
  const first = claimed();
  const ids = [1, 2, 14].map((number) => messageOf(taken, { ...first, number }).deliveryId);
  expect(ids).toEqual(Array.from({ length: 3 }, () => showId("dlv", first.id)));
  expect(messageOf(taken, claimed()).deliveryId).not.toBe(ids[0]);
});
