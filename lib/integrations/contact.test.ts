import { describe, expect, test } from "vitest";
import type { HttpAnswer, HttpRequest } from "../domain/delivering/http-exchange";
import { integrations } from "./index";
import type { Integration, ToolContact, ToolIo, ToolResult } from "./integration";

const key = "k3y-that-nobody-may-see";

const answer = (status: number, body: unknown = {}, headers: Record<string, string> = {}): HttpAnswer => ({
  ok: true,
  status,
  headers,
  body: typeof body === "string" ? body : JSON.stringify(body),
});

function ioWith(given: HttpAnswer): ToolIo & { asked: HttpRequest[] } {
  const asked: HttpRequest[] = [];
  return {
    asked,
    baseUrl: "https://tool.example.com/",
    async http(request) {
      asked.push(request);
      return given;
    },
  };
}

/** The first of each select, and the key. */
const configOf = (contact: ToolContact) =>
  Object.fromEntries(contact.fields.map((field) => [field.name, field.options ? (field.options[0]?.value ?? "") : key]));

type Asking = (io: ToolIo) => Promise<ToolResult<string>>;
type Contacted = Integration & { contact: ToolContact };
const contacted = integrations.filter((one): one is Contacted => one.contact !== undefined);
const askings = contacted.flatMap(({ integration, label, contact }): (readonly [string, string, Asking])[] => [
  [`${integration} check`, label, (io) => contact.check(configOf(contact), io)],
  ...(contact.enrich
    ? [
        [
          `${integration} enrich`,
          label,
          (io: ToolIo) => (contact.enrich as NonNullable<ToolContact["enrich"]>)("a/b 1", configOf(contact), io),
        ] as const,
      ]
    : []),
]);

describe.each(contacted.map((one) => [one.integration, one] as const))("%s", (_name, { contact }) => {
  test("asks for a secret key, and says where it is", () => {
    expect(contact.fields.filter(({ secret }) => secret).map(({ name }) => name)).toEqual(["api_key"]);
    for (const field of contact.fields) expect(field.help).toMatch(/^[A-Z].*\.$/);
    expect(contact.setting).toMatch(/^[A-Z]+_API_URL$/);
  });

  test("has an https address, whatever was configured", () => {
    const options = contact.fields.flatMap((field) => (field.options ?? []).map(({ value }) => ({ [field.name]: value })));
    for (const config of [{}, configOf(contact), ...options, { site: "evil.example.com/", region: "../" }] as Record<string, string>[]) {
      const url = new URL(contact.baseUrl(config));
      expect(url.protocol).toBe("https:");
      expect(url.host).not.toContain("evil");
    }
  });
});

describe.each(askings)("%s", (_name, label, asking) => {
  const failure = async (given: HttpAnswer) => {
    const result = await asking(ioWith(given));
    expect(result.ok).toBe(false);
    if (result.ok) throw new Error("it went well");
    expect(result.error).toMatch(new RegExp(`^${label}\\b`));
    expect(`${result.error} ${result.fix}`).not.toMatch(/undefined|\[object|receiver|destination/);
    expect(result.error.length).toBeLessThan(400);
    expect(JSON.stringify(result)).not.toContain(key);
    return result;
  };

  test("sends the key in a header, to one address below the tool's, and takes what comes", async () => {
    const io = ioWith(
      answer(200, { data: { viewer: { name: "Ada" }, issue: { state: { name: "Todo" } } }, login: "ada", incident: {}, valid: true }),
    );
    expect(await asking(io)).toMatchObject({ ok: true, value: expect.any(String) });
    expect(io.asked).toHaveLength(1);
    expect(io.asked[0]?.url).toMatch(/^https:\/\/tool\.example\.com\/[a-z]/);
    expect(io.asked[0]?.url).not.toContain(key);
    expect(JSON.stringify(io.asked[0]?.headers)).toContain(key);
    expect(io.asked[0]?.body).not.toContain(key);
  });

  test.each([
    [401, /refused the API key \(401\)/, /key/],
    [403, /refused the API key \(403\)/, /key/],
    [404, /knows nothing of this \(404\)/, /still exists/],
    [500, /failed \(500\)/, /again later/],
    [503, /failed \(503\)/, /again later/],
    [302, /redirect \(302\)/, /address/],
  ])("says what a %i means and what mends it", async (status, error, fix) => {
    const result = await failure(answer(status, { message: `Bad credentials ${key}` }));
    expect(result).toMatchObject({
      statusCode: status,
      retryAt: null,
      error: expect.stringMatching(error),
      fix: expect.stringMatching(fix),
    });
  });

  test.each([
    ["Retry-After", 429, { "retry-after": "30" }, 30],
    ["seconds left", 429, { "ratelimit-reset": "45" }, 45],
    ["an epoch", 429, { "x-ratelimit-reset": String(Math.floor(Date.now() / 1000) + 60) }, 60],
    ["Sentry's epoch", 429, { "x-sentry-rate-limit-reset": String(Math.floor(Date.now() / 1000) + 75) }, 75],
    ["an epoch in milliseconds", 429, { "x-ratelimit-requests-reset": String(Date.now() + 50_000) }, 50],
    ["a 403 that means the same", 403, { "x-ratelimit-remaining": "0", "retry-after": "10" }, 10],
  ])("waits as long as a tool asks: %s", async (_title, status, headers, seconds) => {
    const result = await failure(answer(status, {}, headers));
    expect(result).toMatchObject({ outcome: "http_429", error: expect.stringMatching(/pause/), fix: expect.stringMatching(/again later/) });
    expect(Math.abs((result.retryAt ?? 0) - Date.now() - seconds * 1000)).toBeLessThan(5_000);
  });

  test("repeats the tool's own words of a bad request, without the key", async () => {
    const result = await failure(answer(400, { errors: [{ message: `Argument Validation Error of ${key}` }] }));
    expect(result.error).toMatch(/answered 400: Argument Validation Error of \[redacted\]$/);
  });

  test("says why a tool could not be asked", async () => {
    const result = await failure({ ok: false, outcome: "connect_timeout", error: "The name could not be found." });
    expect(result).toMatchObject({
      outcome: "connect_timeout",
      statusCode: null,
      error: `${label} could not be asked. The name could not be found.`,
    });
    expect(result.fix).toMatch(/reached from this machine/);
  });

  test("says that an answer is no JSON", async () => {
    expect(await failure(answer(200, "<html>Welcome</html>"))).toMatchObject({
      outcome: "unexpected_answer",
      error: expect.stringMatching(/not JSON/),
    });
  });

  test.each([
    [null],
    [[]],
    ["text"],
    [{ data: null }],
    [{ data: { issue: { labels: { nodes: [null, 3] } } } }],
    [{ incident: { assignments: "x" } }],
  ])("survives the answer %j", async (body) => {
    const result = await asking(ioWith(answer(200, JSON.stringify(body))));
    expect(result.ok ? result.value : result.error).toEqual(expect.any(String));
  });
});

test("a limit that Linear tells by a 400 is a pause, and not a fault of the key", async () => {
  const contact = contacted.find(({ integration }) => integration === "linear")?.contact;
  const body = { errors: [{ message: "Rate limit exceeded", extensions: { code: "RATELIMITED" } }] };
  const io = ioWith(answer(400, body, { "x-ratelimit-requests-reset": String(Date.now() + 90_000) }));
  const result = await contact?.check({ api_key: key }, io);
  expect(result).toMatchObject({ ok: false, outcome: "http_429", error: expect.stringMatching(/pause/) });
  if (result && !result.ok) expect(Math.abs((result.retryAt ?? 0) - Date.now() - 90_000)).toBeLessThan(5_000);
});

test("a key that Datadog calls not valid does not pass", async () => {
  const contact = contacted.find(({ integration }) => integration === "datadog")?.contact;
  expect(await contact?.check({ api_key: key }, ioWith(answer(200, { valid: false })))).toMatchObject({
    ok: false,
    fix: expect.stringMatching(/site/),
  });
});

test("an error that Linear tells by a 200 is one", async () => {
  const contact = contacted.find(({ integration }) => integration === "linear")?.contact;
  const result = await contact?.enrich?.(
    "1",
    { api_key: key },
    ioWith(answer(200, { errors: [{ message: `Entity not found: Issue ${key}` }] })),
  );
  expect(result).toMatchObject({ ok: false, error: "Linear answered with an error: Entity not found: Issue [redacted]" });
});
