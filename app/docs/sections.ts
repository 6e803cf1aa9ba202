/** The parts of the guide, in their order: each is an anchor, and an entry of the contents. */
export const sections = {
  "first-alert": "Your first alert",
  alerts: "What an alert holds",
  channels: "Channels and patterns",
  destinations: "Destinations",
  subscriptions: "Subscriptions",
  environments: "Environments",
  idempotency: "Sending again safely",
  resolve: "Trigger and resolve",
  "system-names": "System names",
  moments: "Moments: point a tool at Hotline",
  why: "Why did it (not) arrive?",
  "webhook-signatures": "Verifying webhooks",
  errors: "Errors",
  reference: "API reference",
} as const;

export type SectionId = keyof typeof sections;
