import { Webhook } from "standardwebhooks";
import { describe, expect, test } from "vitest";
import type { HttpAnswer, HttpRequest } from "../../domain/delivering/http-exchange";
import type { DestinationIo } from "../kind";
import { sampleMessage } from "../message.fixture";
import { webhook } from "./webhook";

const url = "https://example.com/hook?key=1";
const secrets = ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD", "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"];

async function post(
  message = sampleMessage(),
  headers?: Record<string, string>,
  signingSecrets = secrets,
  answer: Partial<Extract<HttpAnswer, { ok: true }>> = {},
) {
  const requests: HttpRequest[] = [];
  const http = async (request: HttpRequest): Promise<HttpAnswer> => {
    requests.push(request);
    return { ok: true, status: 200, headers: {}, body: "", ...answer };
  };
  const io = { http, settings: {}, signingSecrets, now: Date.now, mail: () => Promise.reject() } as DestinationIo;
  const result = await webhook.send(message, { url, headers }, io, null);
  const request = requests[0] as HttpRequest;
  return { result, request, body: JSON.parse(request.body) };
}

describe("the request", () => {
  test("says everything about the alert", async () => {
    const { body, request } = await post(sampleMessage({ alert: { dedupKey: "disk-1" } }));
    expect(body).toEqual({
      type: "alert.triggered",
      alert_id: "alert_01jz0000000000000000000002",
      name: "run:failed",
      channel: "run:failed",
      environment: "production",
      severity: "critical",
      timestamp: "2026-03-01T12:30:05.123Z",
      dedup_key: "disk-1",
      url: sampleMessage().url,
      data: sampleMessage().alert.payload,
    });
    expect(request).toMatchObject({
      url,
      method: "POST",
      headers: { "user-agent": "Hotline/1", "accept-encoding": "identity", "content-type": "application/json" },
    });
  });

  test("a resolve is alert.resolved, and a test says so", async () => {
    expect((await post(sampleMessage({ alert: { action: "resolve" } }))).body.type).toBe("alert.resolved");
    expect((await post(sampleMessage({ test: true }))).body.test).toBe(true);
  });

  test("carries the payload's source text verbatim: big numbers, key order, spaces", async () => {
    const payloadText = '{ "z": 12345678901234567890.10,\n "a": 1e400, "dup": 1, "dup": 2, "text": "\\u00e9é" }';
    const { request } = await post(sampleMessage({ alert: { payload: {}, payloadText } }));
    expect(request.body.endsWith(`,"data":${payloadText}}`)).toBe(true);
  });

  test("has an empty object where nothing was published", async () => {
    expect((await post(sampleMessage({ alert: { payload: {}, payloadText: "" } }))).body.data).toEqual({});
  });

  test("is signed with every active secret, over the id that all tries share", async () => {
    const { request } = await post();
    expect(request.headers["webhook-id"]).toBe(sampleMessage().deliveryId);
    expect(request.headers["webhook-signature"]?.split(" ")).toHaveLength(2);
    for (const secret of secrets) expect(() => new Webhook(secret).verify(request.body, request.headers)).not.toThrow();
    expect(() => new Webhook("whsec_AAAA").verify(request.body, request.headers)).toThrow();
  });

  test("without a secret yet, it is not signed", async () => {
    expect((await post(undefined, undefined, [])).request.headers).not.toHaveProperty("webhook-signature");
  });

  test("carries the custom headers; the user agent may be one of them", async () => {
    const { request } = await post(undefined, { Authorization: "Bearer t0ken-of-mine", "User-Agent": "Acme" });
    expect(request.headers).toMatchObject({ authorization: "Bearer t0ken-of-mine", "user-agent": "Acme" });
  });
});

test("the token of a Bearer header is taken out of what the receiver says", async () => {
  const { result } = await post(undefined, { Authorization: "Bearer t0ken-of-mine" }, secrets, {
    status: 401,
    body: "bad token t0ken-of-mine",
  });
  expect(result).toMatchObject({ outcome: "http_401", responseExcerpt: "bad token [redacted]" });
});

describe("headers", () => {
  test.each([
    ["Host"],
    ["host"],
    ["Connection"],
    ["Content-Type"],
    ["content-length"],
    ["Transfer-Encoding"],
    ["TE"],
    ["Trailer"],
    ["Upgrade"],
    ["Expect"],
    ["Cookie"],
    ["Forwarded"],
    ["X-Forwarded-For"],
    ["Via"],
    ["webhook-id"],
    ["Webhook-Signature"],
    ["Proxy-Authorization"],
    ["keep-alive"],
    ["accept-encoding"],
    [""],
    ["X Foo"],
    ["X:Foo"],
    ["X-Foo\r\nBar"],
    ["X-é"],
    ["x".repeat(201)],
  ])("%j may not be a name", (name) => {
    expect(webhook.schema.safeParse({ url, headers: { [name]: "value" } }).error?.issues).toMatchObject([{ path: ["headers", name] }]);
  });

  test.each([[""], [" a"], ["a "], ["a\r\nX-Evil: 1"], ["a\u0000"], ["é"], ["v".repeat(4097)], [5]])("%j may not be a value", (value) => {
    expect(webhook.schema.safeParse({ url, headers: { "X-Foo": value } }).error?.issues).toMatchObject([{ path: ["headers", "X-Foo"] }]);
  });

  test("every bad one is named at once", () => {
    const found = webhook.schema.safeParse({ url: "x", headers: { Host: "a", "X-Good": "b", "X-Bad": "\n" } }).error?.issues;
    expect(found?.map(({ path }) => path.join("."))).toEqual(["url", "headers.Host", "headers.X-Bad"]);
  });

  test("at most 20, each name once whatever its case", () => {
    const many = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, index) => [`X-${index}`, "v"]));
    expect(webhook.schema.safeParse({ url, headers: many(20) }).success).toBe(true);
    expect(webhook.schema.safeParse({ url, headers: many(21) }).error?.issues).toMatchObject([
      { path: ["headers"], message: "At most 20 headers; these are 21." },
    ]);
    expect(webhook.schema.safeParse({ url, headers: { "X-A": "1", "x-a": "2" } }).error?.issues).toMatchObject([
      { path: ["headers", "x-a"] },
    ]);
  });

  test.each([["v".repeat(4096)], ["Basic dTpw"], ["a\tb c"], ["1"]])("a value may be %.20j…", (value) => {
    expect(webhook.schema.safeParse({ url, headers: { "X-Foo": value, "X_Bar.baz~1": value } }).success).toBe(true);
  });
});

describe("the URL", () => {
  test.each([
    ["https://user:password@example.com/", "bad_url"],
    ["https://user@example.com/", "bad_url"],
    ["ftp://example.com/", "web address"],
    ["javascript:alert(1)", "web address"],
    ["example.com", "web address"],
    ["https://exam\tple.com/", "tabs or line breaks"],
    ["https://example.com/a\nb", "tabs or line breaks"],
    ["", "web address"],
    [`https://example.com/${"x".repeat(2048)}`, "2048"],
    [undefined, "url is required"],
  ])("%.40s is refused: %s", (bad, hint) => {
    const [issue] = webhook.schema.safeParse({ url: bad }).error?.issues ?? [];
    expect(issue).toMatchObject({ path: ["url"], message: expect.stringContaining(hint) });
    expect(issue?.message).toContain("url");
    expect(issue?.message).not.toContain("password@");
  });

  test.each([
    ["  https://example.com/hook\n", "https://example.com/hook"],
    ["https://EXAMPLE.com", "https://example.com/"],
    ["https://example.com:443/a/../b c?d=é#e", "https://example.com/b%20c?d=%C3%A9"],
    ["https://münchen.example/", "https://xn--mnchen-3ya.example/"],
    ["http://0x7f.1/", "http://127.0.0.1/"],
  ])("%j is kept as %s, which is what is called", (given, called) => {
    expect(webhook.schema.parse({ url: given })).toEqual({ url: called });
  });

  test("is described without its query", () => {
    expect(webhook.describe({ url })).toBe("https://example.com/hook?…");
  });
});

test("a receiver that repeats what it was called by does not give the URL's keys away", async () => {
  const config = { url: "https://hooks.example.com/hooks/c2VjcmV0LXBhdGgtcGFydA/orders?token=s3cret-value&a=1" };
  const http = async ({ url }: HttpRequest): Promise<HttpAnswer> => {
    const { pathname, search } = new URL(url);
    return { ok: true, status: 404, headers: {}, body: `Cannot POST ${pathname}${search} (${Buffer.from(search).toString("base64")})` };
  };
  const io = { http, settings: {}, signingSecrets: [], now: () => 1000, mail: () => Promise.reject() } as DestinationIo;
  const { responseExcerpt } = await webhook.send(sampleMessage(), config, io, null);
  expect(responseExcerpt).toMatch(/^Cannot POST \/hooks\/\[redacted\]\/orders\?token=\[redacted\]&a=1 \(.*\[redacted\].*\)$/);
});
