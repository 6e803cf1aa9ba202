import { once } from "node:events";
import net, { type AddressInfo } from "node:net";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { type Sink, type SmtpSink, startSink, startSmtpSink } from "../../../e2e/sink";
import type { Mail } from "../../destinations/kind";
import { createMailer, type MailerOptions } from "./mailer";

const mail: Mail = {
  to: "oncall@example.com",
  subject: "run:failed in production",
  html: "<p>it failed é</p>",
  text: "it failed é",
  headers: { "X-Hotline-Alert": "alert_1" },
  tags: { alert: "run:failed", environment: "", é: "ü" },
  idempotencyKey: "dlv_1",
};
const make = (options: Partial<MailerOptions> = {}) =>
  createMailer({ from: "Hotline <hotline@example.com>", capture: () => Promise.reject(new Error("not here")), ...options });

const closers: (() => unknown)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A server that takes connections and says nothing. */
async function silentPort(): Promise<number> {
  const server = net.createServer((socket) => closers.push(() => socket.destroy()));
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  closers.push(() => server.close());
  return (server.address() as AddressInfo).port;
}

async function closedPort(): Promise<number> {
  const port = await silentPort();
  await closers.pop()?.();
  return port;
}

describe("the local mailbox", () => {
  test("keeps the mail, with its sender, and says captured", async () => {
    const kept: Mail[] = [];
    const send = make({ capture: async (one) => void kept.push(one) });
    expect(await send(mail)).toMatchObject({ outcome: "captured", error: null });
    expect(kept).toEqual([{ ...mail, from: "Hotline <hotline@example.com>" }]);
  });

  test("that cannot keep it is our fault, and nothing is thrown", async () => {
    expect(await make()(mail)).toMatchObject({ outcome: "internal", cause: new Error("not here") });
  });
});

describe("Resend", () => {
  let sink: Sink;
  const resend = (options: Partial<MailerOptions> = {}) =>
    make({ resendApiKey: "re_secret_of_ours", resendBaseUrl: sink.urls.resend, ...options });
  beforeAll(async () => {
    sink = await startSink();
  });
  afterAll(() => sink.close());

  test("takes a mail once, however often it is repeated under its key", async () => {
    expect(await resend()(mail)).toMatchObject({ outcome: "http_2xx", statusCode: 200, error: null, pause: false });
    expect(await resend()(mail)).toMatchObject({ outcome: "http_2xx" });
    const [first, second] = sink.received("resend");
    expect(second?.body).toBe(first?.body);
    expect(sink.mails()).toMatchObject([
      {
        from: "Hotline <hotline@example.com>",
        to: ["oncall@example.com"],
        subject: mail.subject,
        idempotencyKey: "dlv_1",
        tags: [
          { name: "alert", value: "run_failed" },
          { name: "environment", value: "none" },
          { name: "_", value: "_" },
        ],
      },
    ]);
  });

  test("refuses another mail under the same key for good", async () => {
    expect(await resend()({ ...mail, subject: "changed" })).toMatchObject({ outcome: "invalid_idempotent_request", statusCode: 409 });
  });

  test("refuses what is not a mail, and the key of somebody else, for good", async () => {
    expect(await resend()({ ...mail, to: "nobody", idempotencyKey: "dlv_2" })).toMatchObject({
      outcome: "validation_error",
      statusCode: 422,
    });
    const wrong = await resend({ resendApiKey: "sk_of_someone_else" })({ ...mail, idempotencyKey: "dlv_3" });
    expect(wrong).toMatchObject({ outcome: "invalid_api_key", statusCode: 403 });
  });

  const json = (status: number, name: string, headers = {}) => ({
    status,
    headers,
    body: JSON.stringify({ statusCode: status, name, message: `no, re_secret_of_ours: ${name}` }),
  });
  test.each([
    [json(429, "rate_limit_exceeded", { "retry-after": "3" }), "http_429", 3],
    [json(429, "rate_limit_exceeded", { "ratelimit-reset": "2" }), "http_429", 2],
    [json(429, "rate_limit_exceeded"), "http_429", null],
    [json(429, "daily_quota_exceeded"), "provider_quota", 3600],
    [json(429, "monthly_quota_exceeded", { "retry-after": "60" }), "provider_quota", 60],
    [json(409, "concurrent_idempotent_requests"), "http_409", null],
    [json(500, "application_error"), "http_5xx", null],
    [{ status: 502, body: "<html>bad gateway</html>" }, "http_5xx", null],
    [json(503, "internal_server_error", { "retry-after": "1" }), "http_5xx", 1],
    [json(401, "missing_api_key"), "http_401", null],
    [json(403, "validation_error"), "validation_error", null],
    [json(404, "not_found"), "mail_refused", null],
    [json(422, "something_new"), "mail_refused", null],
  ])("%j is %s, again after %s s", async (step, outcome, seconds) => {
    sink.script("/emails", [step]);
    const before = Date.now();
    const result = await resend()({ ...mail, idempotencyKey: `dlv_${Math.random()}` });
    expect(result).toMatchObject({ outcome, statusCode: step.status, pause: seconds !== null });
    expect(result.error).toMatch(/\.$/);
    expect(`${result.responseExcerpt}${result.error}`).not.toContain("re_secret_of_ours");
    if (seconds === null) expect(result.retryAt).toBeNull();
    else expect(((result.retryAt ?? 0) - before) / 1000).toSatisfy((got: number) => got >= seconds && got < seconds + 5);
  });

  test("with nothing left of its budget, a success makes the next mail wait", async () => {
    sink.script("/emails", [
      {
        status: 200,
        headers: { "content-type": "application/json", "ratelimit-remaining": "0", "ratelimit-reset": "1" },
        body: '{"id":"1"}',
      },
    ]);
    expect(await resend()({ ...mail, idempotencyKey: "dlv_5" })).toMatchObject({ outcome: "http_2xx", error: null, pause: true });
  });

  test("that redirects is not followed", async () => {
    const before = sink.received("/elsewhere").length;
    sink.script("/emails", [{ status: 307, headers: { location: sink.url("/elsewhere") } }]);
    expect(await resend()({ ...mail, idempotencyKey: "dlv_7" })).toMatchObject({ outcome: "mail_refused", statusCode: 307 });
    expect(sink.received("/elsewhere")).toHaveLength(before);
  });

  test("that does not answer in time may have taken it", async () => {
    sink.script("/emails", [{ delayMs: Number.POSITIVE_INFINITY }]);
    expect(await resend({ deadlineMs: 80 })({ ...mail, idempotencyKey: "dlv_6" })).toMatchObject({ outcome: "timeout_headers" });
  });

  test("that cannot be reached, or hangs up before it answers, is tried again", async () => {
    sink.script("/emails", [{ hangUp: true }, { status: 200, hangUp: "midway", body: '{"id"' }]);
    expect(await resend()(mail)).toMatchObject({ outcome: "mail_unreachable" });
    expect(await resend()(mail)).toMatchObject({ outcome: "http_2xx" });
    expect(await resend({ resendBaseUrl: `http://127.0.0.1:${await closedPort()}` })(mail)).toMatchObject({ outcome: "mail_unreachable" });
  });
});

describe("SMTP", () => {
  let smtp: SmtpSink;
  beforeAll(async () => {
    smtp = await startSmtpSink({ user: { name: "hot line", password: "p@ss/word" } });
  });
  afterAll(() => smtp.close());

  test("takes the mail with both its parts and its headers", async () => {
    expect(await make({ smtpUrl: smtp.url })(mail)).toMatchObject({ outcome: "http_2xx", statusCode: 250, error: null });
    const [received] = smtp.received();
    expect(received).toMatchObject({ from: "hotline@example.com", to: ["oncall@example.com"] });
    expect(received?.raw).toMatch(/^Subject: run:failed in production\r$/m);
    expect(received?.raw).toMatch(/^X-Hotline-Alert: alert_1\r$/m);
    expect(received?.raw).toMatch(/^Message-ID: <dlv_1@hotline>\r$/m);
    expect(received?.raw).toMatch(/multipart\/alternative[\s\S]*text\/plain[\s\S]*text\/html/);
  });

  test("line breaks in what a mail is given make no header", async () => {
    await make({ smtpUrl: smtp.url })({ ...mail, subject: "x\r\nBcc: victim@example.com", headers: { "X-Note": "y\r\nX-Evil: 1" } });
    expect(smtp.received().at(-1)?.raw).not.toMatch(/^(Bcc|X-Evil):/m);
    expect(smtp.received().at(-1)?.to).toEqual(["oncall@example.com"]);
  });

  test.each([
    [451, "mail_deferred"],
    [550, "mail_refused"],
  ])("an answer of %i is %s", async (code, outcome) => {
    smtp.script([code]);
    expect(await make({ smtpUrl: smtp.url })(mail)).toMatchObject({ outcome, statusCode: code });
  });

  test("a wrong password is for the operator to correct", async () => {
    const smtpUrl = smtp.url.replace("p%40ss", "wrong");
    const result = await make({ smtpUrl })(mail);
    expect(result).toMatchObject({ outcome: "mail_auth", statusCode: 535 });
    expect(JSON.stringify(result)).not.toContain("wrong");
  });

  test("no server is connect_refused, and a silent one is not waited for", async () => {
    expect(await make({ smtpUrl: `smtp://127.0.0.1:${await closedPort()}` })(mail)).toMatchObject({ outcome: "connect_refused" });
    const silent = await make({ smtpUrl: `smtp://127.0.0.1:${await silentPort()}`, deadlineMs: 80 })(mail);
    expect(silent.outcome).toMatch(/^(connect_timeout|timeout_headers)$/);
  });

  test("a URL that is none is named", () => {
    expect(() => make({ smtpUrl: "https://mail.example.com" })).toThrow("SMTP_URL");
  });
});
