import type { DemoConfigs, DemoKind } from "../../prisma/seed";
import { startSink, startSmtpSink } from "../sink";

/** Something that a receiver got, with the alert that it names. */
export interface Arrival {
  kind: DemoKind;
  alertId: string | null;
}

export interface Receivers {
  /** What the app is told, so that it reaches them. */
  settings: Record<string, string>;
  /** What the destinations are configured with. */
  configs: DemoConfigs;
  /** For people. */
  addresses: string;
  /** Everything that arrived, oldest first of each kind; the same objects each time. */
  arrivals(): Arrival[];
  close(): Promise<void>;
}

/** An alert's id stands in each message: in a body or a link, and in a mail's header. */
const alertId = /\balert_[0-9a-z]{26}\b/;

/** Starts loopback receivers shaped like Slack, PagerDuty, a webhook and a mail server. */
export async function startReceivers(): Promise<Receivers> {
  const sink = await startSink();
  const smtp = await startSmtpSink();
  const known = new WeakMap<object, Arrival>();
  const arrivalOf = (kind: DemoKind, received: object, text: string): Arrival => {
    const arrival = known.get(received) ?? { kind, alertId: alertId.exec(text)?.[0] ?? null };
    known.set(received, arrival);
    return arrival;
  };
  return {
    settings: { SLACK_WEBHOOK_HOSTS: `127.0.0.1:${sink.port}`, PAGERDUTY_EVENTS_URL: sink.urls.pagerduty, SMTP_URL: smtp.url },
    configs: {
      email: { address: "oncall@example.com" },
      slack: { webhook_url: sink.urls.slack, channel: "#alerts" },
      pagerduty: { routing_key: "demo".repeat(8), severity: "error" },
      webhook: { url: sink.urls.hook },
    },
    addresses: `Slack, PagerDuty and the webhook on 127.0.0.1:${sink.port}, the mailbox on ${smtp.url}`,
    arrivals: () => [
      ...smtp.received().map((mail) => arrivalOf("email", mail, mail.raw)),
      ...sink.received("pagerduty").map((request) => arrivalOf("pagerduty", request, request.body)),
      ...sink.received("slack").map((request) => arrivalOf("slack", request, request.body)),
      ...sink.received("hook").map((request) => arrivalOf("webhook", request, request.body)),
    ],
    close: async () => {
      await Promise.all([sink.close(), smtp.close()]);
    },
  };
}
