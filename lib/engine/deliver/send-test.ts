import type { DestinationKind } from "../../destinations/kind";
import type { Message } from "../../domain/alerts/message";
import type { TestShape } from "../../domain/delivering/destination";
import { describeOutcome } from "../../domain/delivering/outcome";
import { newId, showId } from "../../domain/id";
import { appUrl } from "../../env";
import { log } from "../../log";
import { destinationIo } from "../../outbound/destination-io";

/** The sample that "Send test" sends: the real send, marked as a test. */
function sampleMessage(organization: string): Message {
  const payload = { message: "This is a test. When you can read it, the destination works.", sent_by: "Hotline" };
  const deliveryId = showId("dlv", newId());
  return {
    deliveryId,
    idempotencyKey: deliveryId,
    organization,
    alert: {
      id: showId("alert", newId()),
      name: "hotline:test",
      environment: null,
      severity: "info",
      action: "trigger",
      dedupKey: null,
      source: "test",
      createdAt: new Date().toISOString(),
      payload,
      payloadText: JSON.stringify(payload),
    },
    thread: null,
    url: `${appUrl()}/alerts/destinations`,
    test: true,
  };
}

/** Sends a sample message in an organization's name, and resolves with what came back. */
export async function sendTest(
  organization: string,
  { kind, config, signingSecrets }: { kind: DestinationKind; config: Record<string, unknown>; signingSecrets: string[] },
): Promise<TestShape> {
  const message = sampleMessage(organization);
  const started = performance.now();
  const io = destinationIo(kind, signingSecrets);
  const result = await kind.send(message, config, io, kind.render?.(message, config) ?? null);
  if (result.cause !== undefined) log().error({ test: message.deliveryId, err: result.cause }, "sending a test failed");
  const info = describeOutcome(result.outcome, kind.outcomes);
  return {
    outcome: result.outcome,
    status_code: result.statusCode,
    duration_ms: Math.round(performance.now() - started),
    error: info.class === "success" ? null : (result.error ?? info.sentence),
    response_excerpt: result.responseExcerpt,
  };
}
