import { describe, expect, test } from "vitest";
import type { DestinationIo, Mail, SendResult } from "../kind";
import { hostileTexts, hugePayload, momentAlert, sampleMessage } from "../message.fixture";
import { email } from "./email";

const config = { address: "oncall@example.com" };
const mailOf = (message = sampleMessage()): Mail => JSON.parse(email.render?.(message, config) ?? "null");

describe("the mail", () => {
  test("says what an on-call engineer wants to know, in the subject already", () => {
    const mail = mailOf();
    expect(mail).toMatchObject({ to: "oncall@example.com", subject: "[critical] run:failed in production: Task timed out after 300 s" });
    for (const part of ["run:failed", "Task timed out after 300 s", "production", "run_42", "2026-03-01 12:30:05 UTC", "api", "Acme"]) {
      expect(mail.text).toContain(part);
      expect(mail.html).toContain(part);
    }
    expect(mail.text).toContain(sampleMessage().url);
    expect(mail.html).toContain(`<a href="${sampleMessage().url.replaceAll("&", "&amp;")}">`);
  });

  test("shows a resolve as resolved and a test as a test", () => {
    const resolved = mailOf(sampleMessage({ alert: { action: "resolve" } }));
    expect(resolved.subject).toMatch(/^Resolved: run:failed/);
    expect(resolved.text).toMatch(/^Resolved/);
    const tested = mailOf(sampleMessage({ test: true }));
    expect(tested.subject).toMatch(/\[Test\] run:failed/);
    expect(tested.text).toContain("nothing is wrong");
  });

  test("is tagged, keyed by the delivery, and answered by no machine", () => {
    expect(mailOf()).toMatchObject({
      idempotencyKey: sampleMessage().deliveryId,
      tags: { alert: "run:failed", environment: "production" },
      headers: { "Auto-Submitted": "auto-generated", "X-Hotline-Alert": sampleMessage().alert.id },
    });
  });

  test("is one thread with the others of its key: one subject, whatever they say, and one mail that all answer", () => {
    const thread = { id: "0123456789abcdef", before: null };
    const trigger = mailOf(sampleMessage({ thread }));
    const repeat = mailOf(
      sampleMessage({ thread: { ...thread, before: JSON.stringify(trigger) }, alert: { severity: "info", payload: { error: "Again" } } }),
    );
    const end = mailOf(sampleMessage({ thread: { ...thread, before: JSON.stringify(repeat) }, alert: { action: "resolve", payload: {} } }));
    expect(trigger.subject).toBe("run:failed in production: Task timed out after 300 s");
    expect([repeat.subject, end.subject]).toEqual([trigger.subject, trigger.subject]);
    for (const { headers } of [trigger, repeat, end])
      expect(headers).toMatchObject({
        References: "<0123456789abcdef.thread@hotline>",
        "In-Reply-To": "<0123456789abcdef.thread@hotline>",
      });
    expect(end.text).toMatch(/^Resolved/);
    // An end that comes first says nothing that its trigger could not.
    expect(mailOf(sampleMessage({ thread, alert: { action: "resolve" } })).subject).not.toContain("Resolved");
    expect(mailOf().headers).not.toHaveProperty("References");
  });

  test("of a moment says its name first, then its description as text, and none of its ids", () => {
    const mail = mailOf(sampleMessage({ alert: momentAlert }));
    expect(mail.subject).toMatch(/^\[critical\] CPU is high on web-1 in production: It is at 97 %\./);
    expect(mail.text).toContain(
      "\n\nCPU is high on web-1 in production\n\nIt is at 97 %.\n\n• Host: web-1\n• Monitor: CPU (https://app.example.com/m/1)\n\n",
    );
    for (const part of ["Source: Datadog", "Team: Payments", "Webhook: Production", "Alert: moment:datadog:page"])
      expect(mail.text).toContain(part);
    expect(mail.text + mail.html).not.toMatch(/moment_0|event_0|team_0|hook_0|\*\*/);
  });

  test("is short however long the payload is", () => {
    const mail = mailOf(sampleMessage({ alert: { name: "n".repeat(200), payload: hugePayload() } }));
    expect(mail.subject.length).toBeLessThanOrEqual(200);
    expect(mail.html.length).toBeLessThan(20_000);
    expect(mail.text.length).toBeLessThan(10_000);
  });

  test.each(hostileTexts.map((text) => [text]))("lets nothing of %j act as markup or as a header", (text) => {
    const mail = mailOf(
      sampleMessage({ organization: text, alert: { name: text, environment: text, source: text, payload: { error: text, [text]: text } } }),
    );
    expect(mail.subject).not.toMatch(/[\p{Cc}\u202a-\u202e\u2066-\u2069]/u);
    const tags = [...mail.html.matchAll(/<\/?([a-z1-9!]+)/gi)].map(([, tag]) => tag);
    expect(new Set(tags)).toEqual(new Set(["!doctype", "html", "head", "meta", "title", "body", "div", "p", "h1", "span", "br", "a"]));
    expect(mail.html).not.toMatch(/<(img|script|b)\b/i);
    expect(mail.html + mail.text).not.toContain("\u0000");
  });
});

describe("sending", () => {
  const result: SendResult = { outcome: "captured", statusCode: null, error: null, responseExcerpt: null, retryAt: null, pause: false };
  const sent: Mail[] = [];
  const io = {
    mail: async (mail: Mail) => {
      sent.push(mail);
      return result;
    },
  } as unknown as DestinationIo;

  test("sends what was rendered, else renders now, and passes on what became of it", async () => {
    const rendered = email.render?.(sampleMessage(), config) ?? "";
    expect(await email.send(sampleMessage({ organization: "Other" }), config, io, rendered)).toEqual(result);
    expect(await email.send(sampleMessage(), config, io, null)).toEqual(result);
    expect(sent.map((mail) => JSON.stringify(mail))).toEqual([rendered, rendered]);
  });
});

test.each([
  ["oncall"],
  ["a@b"],
  ["a@example.com, b@example.com"],
  ["a@example.com\r\nBcc: b@example.com"],
  ["Ops <a@example.com>"],
  [`${"a".repeat(250)}@example.com`],
  [""],
  [undefined],
])("%.40j is not one address", (address) => {
  const [issue] = email.schema.safeParse({ address }).error?.issues ?? [];
  expect(issue).toMatchObject({ path: ["address"], message: expect.stringMatching(/address/) });
});
