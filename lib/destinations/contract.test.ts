import { describe, expect, test } from "vitest";
import type { Message } from "../domain/alerts/message";
import type { HttpAnswer, HttpRequest } from "../domain/delivering/http-exchange";
import { describeOutcome } from "../domain/delivering/outcome";
import { kinds } from "./index";
import type { DestinationIo, DestinationKind, Mail, SendResult } from "./kind";
import { hostileTexts, hugePayload, sampleMessage } from "./message.fixture";
import { maxExcerptBytes } from "./redact";

/** One of these fits each field of each kind. */
const examples: unknown[] = [
  "oncall@example.com",
  "https://hooks.slack.com/services/T0EXAMPLE/B0EXAMPLE/s3cretT0kenOfSlack",
  "0123456789abcdefABCDEF0123456789",
  "#ops",
  { Authorization: "Bearer s3cretT0kenOfHeader", "X-Key": 'quote"and/slash\\key' },
];

const shapeOf = (kind: DestinationKind) =>
  (kind.schema as unknown as { shape: Record<string, { safeParse(value: unknown): { success: boolean } }> }).shape;

function exampleConfig(kind: DestinationKind): Record<string, unknown> {
  return Object.fromEntries(
    kind.fields.map((field) => {
      const candidates = field.options ? field.options.map(({ value }) => value) : examples;
      return [field.name, candidates.find((value) => shapeOf(kind)[field.name]?.safeParse(value).success)];
    }),
  );
}

/** Every text in a JSON value. */
const textsOf = (value: unknown): string[] =>
  typeof value === "string" ? [value] : typeof value === "object" && value !== null ? Object.values(value).flatMap(textsOf) : [];

function secretsOf(kind: DestinationKind, config: Record<string, unknown>): string[] {
  const values = kind.fields.filter(({ secret }) => secret).map(({ name }) => config[name]);
  return values.flatMap((value) => (typeof value === "object" ? Object.values(value as Record<string, string>) : [String(value)]));
}

const sent: SendResult = { outcome: "captured", statusCode: null, error: null, responseExcerpt: null, retryAt: null, pause: false };

function ioWith(http: (request: HttpRequest) => unknown, mail: (mail: Mail) => unknown = () => sent): DestinationIo {
  return {
    http: async (request) => http(request) as HttpAnswer,
    mail: async (one) => mail(one) as SendResult,
    settings: {},
    signingSecrets: ["whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"],
    now: () => 1_772_368_205_000,
  };
}

const answer = (status: number, body = "", headers: Record<string, string> = {}): HttpAnswer => ({ ok: true, status, headers, body });
const statuses = [200, 202, 204, 302, 400, 401, 403, 404, 408, 409, 410, 418, 429, 500, 503, 599];

describe.each(kinds.map((kind) => [kind.kind, kind] as const))("%s", (_name, kind) => {
  const config = exampleConfig(kind);
  const send = (message = sampleMessage(), io = ioWith(() => answer(200, "ok"))) =>
    kind.send(message, config, io, kind.render?.(message, config) ?? null);

  const sentBy = async (message: Message) => {
    const requests: HttpRequest[] = [];
    const mails: Mail[] = [];
    const io = ioWith(
      (request) => {
        requests.push(request);
        return answer(200, "ok");
      },
      (mail) => {
        mails.push(mail);
        return sent;
      },
    );
    await send(message, io);
    return { requests, mails };
  };

  test("its fields and its schema's keys are the same", () => {
    expect(kind.fields.map(({ name }) => name).sort()).toEqual(Object.keys(shapeOf(kind)).sort());
    for (const field of kind.fields) {
      expect(shapeOf(kind)[field.name]?.safeParse(undefined).success, field.name).toBe(!field.required);
      expect(field.input === "select", field.name).toBe(field.options !== undefined);
    }
  });

  test("a config survives its schema unchanged, twice", () => {
    const once = kind.schema.parse(config);
    expect(once).toEqual(config);
    expect(kind.schema.parse(JSON.parse(JSON.stringify(once)))).toEqual(config);
    expect(kind.check?.(config, {}) ?? null).toBeNull();
  });

  test.each(kind.fields.filter(({ input, name }) => input === "url" || name.endsWith("_url")).map(({ name }) => name))(
    "%s is kept as it is called: trimmed, on one line, host and dots resolved, without its fragment",
    (name) => {
      const url = config[name] as string;
      const read = (value: string) => kind.schema.safeParse({ ...config, [name]: value });
      const odd = url.replace("https://hooks", "HTTPS://HOOKS").replace("/services/", "/x/../services/");
      for (const written of [` ${url}\n`, `\t${url}`, `${url}#part`, odd]) expect(read(written).data?.[name], written).toBe(url);
      for (const control of ["\t", "\n", "\r\n", "\u0000"])
        for (const at of [3, 10, url.length - 3]) {
          const issues = read(`${url.slice(0, at)}${control}${url.slice(at)}`).error?.issues;
          expect(issues).toMatchObject([{ path: [name] }]);
        }
    },
  );

  test("a key that the schema does not know, and every missing field, is named", () => {
    expect(kind.schema.safeParse({ ...config, colour: "red" }).success).toBe(false);
    const missing = kind.schema.safeParse({}).error?.issues.map(({ path }) => path.join("."));
    expect(missing).toEqual(kind.fields.filter(({ required }) => required).map(({ name }) => name));
  });

  test("its numbers make sense, and its own outcomes have a sentence", () => {
    expect(kind.retrySeconds.length).toBeGreaterThan(5);
    expect(kind.retrySeconds.every((seconds) => Number.isInteger(seconds) && seconds > 0)).toBe(true);
    expect(kind.concurrency).toBeGreaterThan(0);
    for (const info of Object.values(kind.outcomes)) expect(info.sentence).toMatch(/^[A-Z].*\.$/);
    for (const field of [kind.verifiedField, ...kind.receiverFields, ...(kind.resolveFields ?? [])].filter((name) => name !== undefined)) {
      expect(kind.fields.map(({ name }) => name)).toContain(field);
    }
  });

  const payloads = {
    empty: {},
    huge: hugePayload(),
    nested: { a: { b: [1, null, { c: "d" }] }, error: { message: "deep" } },
    odd: { error: 5, message: null, "": "" },
  };
  const messages = [
    ...Object.entries(payloads).map(([name, payload]) => [name, sampleMessage({ alert: { payload } })] as const),
    ...hostileTexts.map(
      (text) =>
        [
          JSON.stringify(text).slice(0, 30),
          sampleMessage({
            organization: text,
            alert: { name: text, environment: text, source: text, payload: { error: text, [text]: text } },
          }),
        ] as const,
    ),
    ["no environment, no severity", sampleMessage({ alert: { environment: null, severity: null } })] as const,
    ["a resolve", sampleMessage({ alert: { action: "resolve", dedupKey: "disk-1" } })] as const,
    ["a test", sampleMessage({ test: true })] as const,
  ];

  test.each(messages)("sends one well-formed request: %s", async (_title, message) => {
    const { requests, mails } = await sentBy(message);
    expect(requests.length + mails.length).toBe(1);
    for (const request of requests) {
      expect(() => JSON.parse(request.body)).not.toThrow();
      for (const value of Object.values(request.headers)) expect(value).toMatch(/^[\x20-\x7e]+$/);
    }
    for (const mail of mails) {
      expect([mail.to, mail.subject, ...Object.values(mail.headers)].join("")).not.toMatch(/[\p{Cc}\u2028\u2029]/u);
      expect(mail.subject.length).toBeLessThanOrEqual(200);
    }
  });

  test("what is cut is cut between what a person reads as characters", async () => {
    const family = "👩‍👩‍👧‍👦";
    for (let shift = 0; shift < 12; shift++) {
      const long = `${"x".repeat(shift)}${family.repeat(800)}`;
      const payload = { error: long, note: long };
      const { requests, mails } = await sentBy(sampleMessage({ alert: { name: long.slice(0, shift + family.length * 18), payload } }));
      const texts = [
        ...requests.flatMap(({ body }) => textsOf(JSON.parse(body))),
        ...mails.flatMap(({ subject, text }) => [subject, text]),
      ];
      for (const text of texts) expect(text.replaceAll(family, "")).not.toMatch(/[\u200d\ud800-\udfff]…/);
    }
  });

  test("numbers arrive as they were published, wherever they stand", async () => {
    const payloadText = '{"b":12345678901234567890, "2": 1e400,"price":1.50,"in":[{"x":-0.10000000000000000555}] ,"error":"e"}';
    const { requests, mails } = await sentBy(sampleMessage({ alert: { payload: JSON.parse(payloadText), payloadText } }));
    const received = [...requests.map(({ body }) => body), ...mails.map(({ text, html }) => `${text}\n${html}`)].join("\n");
    const numbers = ["12345678901234567890", "1e400", "1.50", "-0.10000000000000000555"];
    for (const number of numbers) expect(received).toContain(number);
    expect(received).not.toMatch(/Infinity|12345678901234567000/);
    // In the order in which they were published.
    const places = numbers.map((number) => received.indexOf(number));
    expect(places).toEqual(places.toSorted((one, other) => one - other));
  });

  test("what it renders is the same for the same alert, and a repeat sends just that", async () => {
    if (!kind.render) return;
    const bodies: string[] = [];
    const io = ioWith(
      () => answer(200, "ok"),
      (mail) => {
        bodies.push(JSON.stringify(mail));
        return sent;
      },
    );
    const rendered = kind.render(sampleMessage(), config);
    expect(kind.render(sampleMessage(), config)).toBe(rendered);
    await kind.send(sampleMessage(), config, io, rendered);
    await kind.send(sampleMessage({ organization: "Renamed" }), config, io, rendered);
    expect(bodies[0]).toBe(bodies[1]);
  });

  test("secrets are in no description, sentence or excerpt, even when the receiver writes them back", async () => {
    const secrets = secretsOf(kind, config);
    const echo = ({ url, headers, body }: HttpRequest) =>
      [
        url,
        encodeURIComponent(url),
        JSON.stringify(url).replaceAll("/", "\\/"),
        body,
        JSON.stringify(headers),
        Object.values(headers).join("\n"),
        new URL(url).pathname,
      ].join("\n");
    for (const status of statuses) {
      const result = await send(
        sampleMessage(),
        ioWith((request) => answer(status, echo(request))),
      );
      const failed = await send(
        sampleMessage(),
        ioWith((request) => ({ ok: false, outcome: "connect_refused", error: echo(request) })),
      );
      const told = [kind.describe(config), result.error, result.responseExcerpt, failed.error, failed.responseExcerpt].join("\n");
      for (const secret of secrets) {
        expect(told).not.toContain(secret);
        expect(told).not.toContain(encodeURIComponent(secret));
        expect(told).not.toContain(JSON.stringify(secret).slice(1, -1));
        for (const part of secret.split(/[\s/]/).filter((one) => one.startsWith("s3cret"))) expect(told).not.toContain(part);
      }
    }
  });

  test("every answer becomes an outcome that the taxonomy or the kind knows, with a sentence unless it is a success", async () => {
    for (const status of statuses) {
      const result = await send(
        sampleMessage(),
        ioWith(() => answer(status, "nope")),
      );
      const info = describeOutcome(result.outcome, kind.outcomes);
      expect(result.error === null, `${status} ${result.outcome}`).toBe(info.class === "success");
      expect(info.sentence ?? "").not.toContain("does not know the outcome");
    }
  });

  test("429 with Retry-After pauses the destination until then", async () => {
    const io = ioWith(
      () => answer(429, "", { "retry-after": "7" }),
      () => ({ ...sent, outcome: "http_429", retryAt: 1_772_368_212_000, pause: true }),
    );
    expect(await send(sampleMessage(), io)).toMatchObject({ outcome: "http_429", retryAt: 1_772_368_212_000, pause: true });
  });

  test("Retry-After with any other answer delays the one delivery; a success needs none", async () => {
    if (kind.kind === "email") return;
    const told = (status: number) =>
      send(
        sampleMessage(),
        ioWith(() => answer(status, "", { "retry-after": "7" })),
      );
    const retryAt = 1_772_368_212_000;
    for (const status of [302, 401, 404, 408, 409, 500, 502, 504]) expect(await told(status)).toMatchObject({ retryAt, pause: false });
    expect(await told(503)).toMatchObject({ retryAt, pause: true });
    for (const status of [200, 202]) expect(await told(status)).toMatchObject({ retryAt: null, pause: false });
  });

  test("an excerpt is at most 8 KiB and fit for the database", async () => {
    const { responseExcerpt } = await send(
      sampleMessage(),
      ioWith(() => answer(500, `\u0000${"é🔥".repeat(20_000)}`)),
    );
    expect(Buffer.byteLength(responseExcerpt ?? "")).toBeLessThanOrEqual(maxExcerptBytes);
    expect(responseExcerpt ?? "").not.toContain("\u0000");
    expect(responseExcerpt ?? "").not.toMatch(/\ufffd$|[\ud800-\udbff]$/);
  });

  const oddAnswers: unknown[] = [
    undefined,
    null,
    5,
    "ok",
    {},
    { ok: true },
    { ok: true, status: "200" },
    { ok: true, status: 200 },
    { ok: true, status: 429, body: "" },
    { ok: true, status: Number.NaN, headers: null, body: null },
    { ok: false },
  ];
  test.each(oddAnswers.map((odd) => [JSON.stringify(odd) ?? "undefined", odd] as const))(
    "never throws when told %s",
    async (_title, odd) => {
      expect(
        await send(
          sampleMessage(),
          ioWith(() => odd),
        ),
      ).toHaveProperty("outcome");
    },
  );

  test("never throws when what it is given does", async () => {
    const broken = () => {
      throw new Error("io broke");
    };
    expect(await send(sampleMessage(), ioWith(broken, broken))).toMatchObject({ outcome: "internal", cause: new Error("io broke") });
    const synchronous = { ...ioWith(broken), http: broken, mail: broken, now: broken } as unknown as DestinationIo;
    expect(await kind.send(sampleMessage(), config, synchronous, null)).toMatchObject({ outcome: "internal" });
    const unreadable = kind.render ? await kind.send(sampleMessage(), config, ioWith(broken), "{not json") : null;
    expect(unreadable?.outcome ?? "internal").toBe("internal");
  });
});
