import { describe, expect, test } from "vitest";
import type { HttpAnswer, HttpRequest } from "../../domain/delivering/http-exchange";
import { describeOutcome } from "../../domain/delivering/outcome";
import type { DestinationIo } from "../kind";
import { hostileTexts, hugePayload, momentAlert, sampleMessage } from "../message.fixture";
import { slack } from "./slack";

const config = { webhook_url: "https://hooks.slack.com/services/T0/B0/abcdefghijkl" };

async function post(
  message = sampleMessage(),
  answer: Partial<Extract<HttpAnswer, { ok: true }>> = {},
  of: { config?: typeof config & { channel?: string }; settings?: DestinationIo["settings"] } = {},
) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest): Promise<HttpAnswer> => {
    requests.push(request);
    return { ok: true, status: 200, headers: {}, body: "ok", ...answer };
  };
  const io = { http, settings: of.settings ?? {}, signingSecrets: [], now: () => 1000, mail: () => Promise.reject() } as DestinationIo;
  const result = await slack.send(message, of.config ?? config, io, null);
  return { result, requests, body: requests[0] ? JSON.parse(requests[0].body) : null };
}

describe("the message", () => {
  test("says what an on-call engineer wants to know", async () => {
    const { body, requests } = await post();
    expect(requests[0]?.url).toBe(config.webhook_url);
    expect(body.text).toBe("🔴 run:failed in production: Task timed out after 300 s");
    expect(body.blocks[0].text.text).toBe("🔴 run:failed in production");
    expect(body.blocks[1].text.text).toBe("Task timed out after 300 s");
    const fields = body.blocks[2].fields.map((field: { text: string }) => field.text);
    expect(fields).toEqual(expect.arrayContaining(["Environment\nproduction", "Severity\ncritical", "run_id\nrun_42"]));
    expect(body.blocks[3].elements[0].text).toContain("|2026-03-01 12:30:05.123 UTC>".replace(".123", ""));
    expect(body.blocks[3].elements[0].text).toContain("alert_01jz0000000000000000000002?tab=trace&amp;x=1|Open in Hotline>");
    expect(body).not.toHaveProperty("channel");
  });

  test("shows a resolve as resolved and a test as a test", async () => {
    const resolved = await post(sampleMessage({ alert: { action: "resolve", dedupKey: "x" } }));
    expect(resolved.body.blocks[0].text.text).toBe("✅ Resolved: run:failed in production");
    const tested = await post(sampleMessage({ test: true }));
    expect(tested.body.text).toMatch(/^🔴 \[Test\] run:failed/);
    expect(JSON.stringify(tested.body.blocks)).toContain("Nothing is wrong");
  });

  test("is valid without a payload, environment and severity", async () => {
    const { body } = await post(sampleMessage({ alert: { payload: {}, environment: null, severity: null } }));
    expect(body.blocks.map(({ type }: { type: string }) => type)).toEqual(["header", "context"]);
  });

  test("carries the channel of a legacy webhook", async () => {
    expect((await post(undefined, {}, { config: { ...config, channel: "#ops" } })).body.channel).toBe("#ops");
  });

  test.each(hostileTexts.map((text) => [text]))("lets nothing of %j act as markup", async (text) => {
    const { requests } = await post(sampleMessage({ alert: { name: text, environment: text, payload: { error: text, [text]: text } } }));
    const ours = /<!date\^\d+\^\{date_short_pretty\} \{time_secs\}\|[^<>|]*>|<https:\/\/hotline\.example\.com\/[^<>|]*\|Open in Hotline>/g;
    expect(requests[0]?.body.replace(ours, "")).not.toMatch(/[<>]/);
    expect(requests[0]?.body.replace(ours, "")).not.toMatch(/&(?!amp;|lt;|gt;)/);
  });

  test("shows values as they were published: nothing that came from outside is read for marks", async () => {
    const values = ["*/5 * * * *", "_backup_", "~1~", "`x`", ":fire:", "> a", "1. b"];
    const payload = { error: "*/5 _a_ ~1~", ...Object.fromEntries(values.map((value) => [value, value])) };
    const { body } = await post(sampleMessage({ alert: { name: "_job_:*failed*", payload } }));
    const told = body.blocks.slice(0, -1).flatMap((block: { text?: object; fields?: object[] }) => block.fields ?? [block.text]);
    expect(told.map(({ type, emoji }: { type: string; emoji: boolean }) => [type, emoji])).toEqual(told.map(() => ["plain_text", false]));
    const texts = told.map(({ text }: { text: string }) => text.replaceAll("&gt;", ">"));
    expect(texts).toEqual(
      expect.arrayContaining(["🔴 _job_:*failed* in production", "*/5 _a_ ~1~", ...values.map((value) => `${value}\n${value}`)]),
    );
    expect(body).toMatchObject({ mrkdwn: false, text: "🔴 _job_:*failed* in production: */5 _a_ ~1~" });
  });

  test("of a moment says its name first, then its description as text, and none of its ids", async () => {
    const { body } = await post(sampleMessage({ alert: momentAlert }));
    expect(body.blocks.slice(0, 2).map((block: { text: { text: string } }) => block.text.text)).toEqual([
      "🔴 CPU is high on web-1 in production",
      "It is at 97 %.\n\n• Host: web-1\n• Monitor: CPU (https://app.example.com/m/1)",
    ]);
    const fields = body.blocks[2].fields.map(({ text }: { text: string }) => text);
    expect(fields).toEqual(
      expect.arrayContaining(["Source\nDatadog", "Link\nhttps://app.example.com/e/1", "Team\nPayments", "Alert\nmoment:datadog:page"]),
    );
    expect(JSON.stringify(body)).not.toMatch(/moment_0|event_0|team_0|hook_0|[{}]\\/);
  });

  test("stays within Block Kit's lengths, escapes counted, for a megabyte of payload", async () => {
    const { body } = await post(
      sampleMessage({ alert: { name: "<".repeat(200), payload: { ...hugePayload(), error: "&".repeat(5000) } } }),
    );
    const [header, section, fields] = body.blocks;
    expect(header.text.text.length).toBeLessThanOrEqual(150);
    expect(section.text.text.length).toBeLessThanOrEqual(3000);
    expect(fields.fields.length).toBeLessThanOrEqual(10);
    for (const field of fields.fields) expect(field.text.length).toBeLessThanOrEqual(2000);
    expect(body.text.length).toBeLessThanOrEqual(4000);
    expect(`${header.text.text} ${section.text.text}`).not.toMatch(/&(?!amp;|lt;)/);
  });
});

describe("the answer", () => {
  test.each([
    [200, "ok", "http_2xx", "success"],
    [200, "<html>sign in</html>", "unexpected_answer", "suspect"],
    [200, "no_service", "no_service", "permanent"],
    [200, '{"ok":true}', "workflow_started", "permanent"],
    [200, ' {"ok": true, "warning": "x"}\n', "workflow_started", "permanent"],
    [200, '{"ok":false,"error":"no_service"}', "no_service", "permanent"],
    [200, '{"ok":false,"error":"something new"}', "slack_refused", "permanent"],
    [400, '{"ok":false,"error":"invalid_blocks"}', "invalid_blocks", "permanent"],
    [200, '{"ok":"true"}', "unexpected_answer", "suspect"],
    [204, "", "unexpected_answer", "suspect"],
    [302, "", "http_3xx", "suspect"],
    [400, "invalid_payload", "invalid_payload", "permanent"],
    [400, "invalid_blocks", "invalid_blocks", "permanent"],
    [400, "user_not_found", "user_not_found", "permanent"],
    [403, "action_prohibited", "action_prohibited", "permanent"],
    [403, "invalid_token", "invalid_token", "permanent"],
    [404, "no_service\n", "no_service", "permanent"],
    [404, "something new", "slack_refused", "permanent"],
    [404, "constructor", "slack_refused", "permanent"],
    [410, "channel_is_archived", "channel_is_archived", "gone"],
    [410, "", "http_410", "gone"],
    [500, "rollup_error", "http_5xx", "transient"],
    [503, "", "http_5xx", "transient"],
    [429, '{"retry_after":1,"ok":false,"error":"rate_limited"}', "http_429", "transient"],
  ])("%i %j is %s, %s", async (status, body, outcome, classOf) => {
    const { result } = await post(undefined, { status, body });
    expect(result).toMatchObject({ outcome, statusCode: status });
    expect(describeOutcome(outcome, slack.outcomes).class).toBe(classOf);
  });
});

test("another system's JSON that says ok is a success", async () => {
  const settings = { SLACK_WEBHOOK_HOSTS: "chat.example.com" };
  const of = { config: { webhook_url: "https://chat.example.com/hooks/x" }, settings };
  expect((await post(undefined, { body: '{"ok":true}' }, of)).result).toMatchObject({ outcome: "http_2xx" });
});

test("an answer whose body is cut goes by its status", async () => {
  expect((await post(undefined, { body: "o", isCut: true })).result).toMatchObject({ outcome: "http_2xx" });
  expect((await post(undefined, { status: 404, body: "no_ser", isCut: true })).result).toMatchObject({ outcome: "slack_refused" });
});

describe("the URL", () => {
  test.each([
    ["https://hooks.slack.com/workflows/T0/A0/123/abc", "workflow"],
    ["https://hooks.slack.com/triggers/T0/123/abc", "workflow"],
    ["https://hooks.slack-gov.com/triggers/T0/123/abc", "workflow"],
    ["https://hooks.slack.com/commands/T0/123/abc", "30 minutes"],
    ["https://hooks.slack.com/actions/T0/123/abc", "30 minutes"],
    ["https://hooks.slack.com/services/T0/B0", "three more parts"],
    ["https://hooks.slack.com/", "three more parts"],
  ])("%s is told apart when it is saved", (webhook_url, words) => {
    expect(slack.check?.({ webhook_url }, {})).toMatchObject({ path: "webhook_url", message: expect.stringContaining(words) });
    expect(slack.check?.({ webhook_url }, {})?.message).toContain("/services/");
  });

  test.each([
    ["https://hooks.slack.com/services/T/B/x", undefined, true],
    ["https://hooks.slack-gov.com/services/T/B/x", undefined, true],
    ["http://hooks.slack.com/services/T/B/x", undefined, false],
    ["https://hooks.slack.com:8443/services/T/B/x", undefined, false],
    ["https://hooks.slack.com.evil.example/services/T/B/x", undefined, false],
    ["https://evil.example/hooks.slack.com", undefined, false],
    ["http://127.0.0.1:4000/services/T/B/x", "mattermost.example.com, 127.0.0.1:4000", true],
    ["http://127.0.0.1:4001/services/T/B/x", "127.0.0.1:4000", false],
    ["https://mattermost.example.com/hooks/x", "Mattermost.example.com", true],
  ])("%s with SLACK_WEBHOOK_HOSTS=%s: %s", async (webhook_url, SLACK_WEBHOOK_HOSTS, isAllowed) => {
    const problem = slack.check?.({ webhook_url }, { SLACK_WEBHOOK_HOSTS });
    if (isAllowed) expect(problem).toBeNull();
    else expect(problem).toMatchObject({ path: "webhook_url", message: expect.stringContaining("hooks.slack.com") });
    // A list that was made shorter later holds for what is stored already.
    const { requests, result } = await post(undefined, {}, { config: { webhook_url }, settings: { SLACK_WEBHOOK_HOSTS } });
    expect([requests.length, result.outcome]).toEqual(isAllowed ? [1, "http_2xx"] : [0, "bad_url"]);
  });

  test.each([["hooks.slack.com/services/x"], ["ftp://hooks.slack.com/x"], ["https://u:p@hooks.slack.com/x"], [""], [5]])(
    "refuses %j and says what to paste",
    (webhook_url) => {
      expect(slack.schema.safeParse({ webhook_url }).error?.issues[0]).toMatchObject({
        path: ["webhook_url"],
        message: expect.stringContaining("webhook_url"),
      });
    },
  );

  test("is described by its host and channel only", () => {
    expect(slack.describe({ ...config, channel: "#ops" })).toBe("#ops · hooks.slack.com");
    expect(slack.describe(config)).toBe("hooks.slack.com");
  });
});
