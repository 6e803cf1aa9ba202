import type { Message } from "../domain/alerts/message";

type Change = Partial<Omit<Message, "alert">> & { alert?: Partial<Message["alert"]> };

/** A failed run in production, with what a test changes of it. The payload's text follows the payload. */
export function sampleMessage({ alert, ...rest }: Change = {}): Message {
  const payload = alert?.payload ?? {
    run_id: "run_42",
    env_id: "production",
    error: "Task timed out after 300 s",
    timestamp: "2026-03-01T12:30:05.000Z",
  };
  return {
    deliveryId: "dlv_01jz0000000000000000000001",
    idempotencyKey: "dlv_01jz0000000000000000000001",
    organization: "Acme",
    alert: {
      id: "alert_01jz0000000000000000000002",
      name: "run:failed",
      environment: "production",
      severity: "critical",
      action: "trigger",
      dedupKey: null,
      source: "api",
      createdAt: "2026-03-01T12:30:05.123Z",
      payload,
      payloadText: JSON.stringify(payload),
      ...alert,
    },
    thread: null,
    url: "https://hotline.example.com/alerts/history/alert_01jz0000000000000000000002?tab=trace&x=1",
    test: false,
    ...rest,
  };
}

/** The alert of a moment, as the engine makes it. */
export const momentAlert: Partial<Message["alert"]> = {
  name: "moment:datadog:page",
  source: "datadog",
  payload: {
    moment_id: "moment_01jz0000000000000000000003",
    event_id: "event_01jz0000000000000000000004",
    integration: "datadog",
    name: "CPU is high on web-1",
    type: "page",
    source: "Datadog",
    source_url: "https://app.example.com/e/1",
    description: "It is at **97 %**.\n\n- **Host**: `web-1`\n- **Monitor**: [CPU](https://app.example.com/m/1)",
    occurred_at: "2026-03-01T12:29:00.000Z",
    team: { id: "team_01jz0000000000000000000005", name: "Payments" },
    webhook: { id: "hook_01jz0000000000000000000006", label: "Production" },
  },
};

/** 1 MiB of payload, in one text and in many fields. */
export const hugePayload = (): Record<string, unknown> => ({
  error: "e".repeat(512 * 1024),
  ...Object.fromEntries(Array.from({ length: 512 }, (_, index) => [`field_${index}`, "<&>".repeat(333)])),
});

/** Texts that break what is not careful: mentions, headers, controls, direction marks, half a character. */
export const hostileTexts: readonly string[] = [
  "<!channel> <@U123> <https://evil.example|click> & <b>bold</b>",
  "first\r\nBcc: victim@example.com\r\n\r\nbody",
  "bell\u0007 escape\u001b[31m nul\u0000 next\u0085 line\u2028 paragraph\u2029",
  "👩‍👩‍👧‍👦🔥".repeat(40),
  "\u202egnp.exe مرحبا שלום\u2066",
  `half \ud83d and \udd25`,
  "n".repeat(200),
  "*bold* _it_ `code` ```fence``` ~s~ :fire: @here #ops",
  "\"}]}'; drop table alerts; --</script><script>alert(1)</script>",
];
