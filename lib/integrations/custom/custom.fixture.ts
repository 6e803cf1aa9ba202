import { signWebhook } from "../../domain/delivering/standard-webhooks";
import { type Fixture, minutesAgo, now } from "../fixture";

const source = "https://www.standardwebhooks.com";

export const standardWebhooks = (id: string): NonNullable<Fixture["signed"]> => ({
  secret: `whsec_${Buffer.from("a secret of thirty-two bytes, or so").toString("base64")}`,
  stamped: true,
  sign: (body, at, secret) => ({
    "webhook-signature": signWebhook([secret], id, Math.floor(at / 1000), body),
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at / 1000)),
  }),
});

export const custom: readonly Fixture[] = [
  {
    title: "everything that a moment can say",
    source,
    headers: { "idempotency-key": "deploy-1" },
    body: {
      name: "Deploy failed",
      type: "Near-Miss",
      source: "Deploybot",
      source_url: "https://deploy.example.com/1",
      description: "It was **close**.",
      occurred_at: "2026-11-22 11:30:00",
    },
    expected: {
      moments: [
        {
          name: "Deploy failed",
          type: "near-miss",
          source: "Deploybot",
          sourceUrl: "https://deploy.example.com/1",
          description: "It was **close**.",
          occurredAt: minutesAgo(30),
          action: "trigger",
          correlation: null,
        },
      ],
    },
  },
  {
    title: "the least",
    source,
    headers: { "idempotency-key": "deploy-2" },
    body: { name: "Disk is full", type: "alert" },
    signed: standardWebhooks("msg_custom_1"),
    expected: { moments: [{ name: "Disk is full", type: "alert", occurredAt: now, source: null, sourceUrl: null }] },
  },
  { title: "without a type", source, body: { name: "Disk is full" }, expected: { error: /^type is required\.$/ } },
  {
    title: "with more than one thing amiss",
    source,
    body: { name: "", type: "catastrophe", source_url: "javascript:alert(1)", occurred_at: "tomorrow" },
    expected: { error: /name must not be empty; type must be page.*source_url must be an http.*occurred_at must be a time/ },
  },
  {
    title: "of the future",
    source,
    body: { name: "Too soon", type: "page", occurred_at: "2026-11-22T12:06:00Z" },
    expected: { error: /occurred_at must not be in the future/ },
  },
  {
    title: "of the future, and without a type",
    source,
    body: { name: "Too soon", occurred_at: "2026-11-22T12:06:00Z" },
    expected: { error: /^type is required; occurred_at must not be in the future\.$/ },
  },
  { title: "an array", source, body: [{ name: "Disk is full", type: "alert" }], expected: { error: /The body must be a JSON object/ } },
];
