import { deflateSync, gzipSync } from "node:zlib";
import { systemContracts } from "../lib/domain/alerts/system-names";
import { unstorable } from "../lib/domain/json";
import { standardWebhooks } from "../lib/integrations/custom/custom.fixture";
import type { Fixture } from "../lib/integrations/fixture";
import { fixtures } from "../lib/integrations/fixtures";
import { enlarge, hugeBytes, hugeValues, pathsOf } from "../lib/integrations/huge.fixture";
import { pick as pickBy } from "./suite";

/** One request as it is sent. */
export interface Fuzzed {
  method: string;
  /** With its query. */
  path: string;
  /** Lower-case names. */
  headers: Record<string, string>;
  body: Buffer;
}

/** Makes requests near what is right, or far from everything: the same ones for the same numbers. */
export interface Fuzzer {
  /** Alerts to publish, one or an array of them. */
  alerts(): { body: Buffer; headers: Record<string, string> };
  /** A fixture of an integration, spoiled in one way or another; signed where the fixture is and `secret` asks for it. */
  moment(integration: string, secret?: string): { body: Buffer; headers: Record<string, string> };
  /** The request with something else about it now and then: its method, path, query, headers, content coding. */
  around(request: Fuzzed): Fuzzed;
  /** The request as bytes on the wire, spoiled now and then, also where no HTTP client would spoil it. */
  wire(request: Fuzzed): Buffer;
}

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;
const texts: readonly string[] = [
  ...["", " ", "a", "payment:failed", "null", "$ID", "a".repeat(200), "a".repeat(201), "a".repeat(5_000), "\u0000", "a\u0000b", "\\u0000"],
  ...["\ud800", "\udc00\ud800", "\\", '"', "\n\r\t", "\u202e", "\u200b", "\u2028", "\ufeff", "\uffff", "ß".repeat(100), "🔥".repeat(100)],
  ...["<script>", "'; DROP TABLE events; --", "{{}}", "%s%n", "%", "../..", "__proto__", "constructor", "javascript:alert(1)", "http://["],
  ...["2023-04-01 12:31:26", "2023-02-30", "+275760-09-13", "9999-12-31T23:59:59Z", "https://example.com/a?b=c", "hl_hook_", "hl_key_x"],
];
const numbers = [
  "0",
  "-0",
  "1",
  "-1",
  "1.50",
  "1E+2",
  "-1e-7",
  "1e308",
  "1e400",
  "9007199254740993",
  "12345678901234567890",
  "9".repeat(400),
];
const strange: readonly unknown[] = [...[null, true, 0, -1, 1e308, 9_007_199_254_740_992, [], {}, [[]], [null], { a: {} }], ...texts];
const bodies: readonly (string | Buffer)[] = [
  ...[
    "",
    " ",
    "null",
    "true",
    "1",
    '"text"',
    "[",
    "{",
    "{}",
    "[]",
    "[{}]",
    "[[]]",
    "payload=",
    "payload=%",
    "payload=%7B%7D",
    "a=b",
    "\ufeff{}",
  ],
  ...['{"__proto__":{}}', '{"name":"\u0000"}', '{"a":1,"a":2}', "1e999", "NaN", "{'name':'a'}", '{"name":"a",}', "// a\n{}"],
  ...[
    nested(20_000, "[", "]"),
    nested(20_000, '{"a":', "}"),
    `"${"x".repeat(100_000)}"`,
    `{"name":"a","payload":${nested(40, '{"a":', "}")}}`,
  ],
  ...[Buffer.from([0xff, 0xfe, 0x00]), Buffer.from([0xc3, 0x28]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.alloc(1_000)],
];
const tokens = [...'{}[]",:\\-', "null", "true", "1e999", '"\\u0000"', '"\\ud800"', "\u0000", "é", "9".repeat(400), "/*", "\n", " "];
const types = [
  "application/json",
  "application/json; charset=utf-8",
  "application/json; charset=utf-16",
  "application/json; charset=klingon",
  "application/vnd.api+json",
  "application/x-www-form-urlencoded",
  "text/plain",
  "",
  "multipart/form-data; boundary=x",
  "application/json;;;",
  "é",
];
const values = [
  "",
  " ",
  "a",
  "0",
  "-1",
  "9".repeat(400),
  "é",
  "a,b",
  "a;b=c",
  '"',
  "%00",
  "*",
  'W/"x"',
  "a".repeat(4_000),
  "Bearer",
  "null",
  "\t",
];
const headerNames = [
  ...["authorization", "cookie", "accept", "accept-encoding", "content-encoding", "content-language", "origin", "referer", "forwarded"],
  ...["x-forwarded-for", "x-forwarded-proto", "x-forwarded-host", "user-agent", "idempotency-key", "webhook-id", "webhook-timestamp"],
  ...["webhook-signature", "x-github-event", "x-github-delivery", "x-hub-signature-256", "linear-signature", "sentry-hook-resource"],
  ...["x-pagerduty-signature", "if-match", "if-none-match", "range", "traceparent", "x-request-id", "x-http-method-override", "date"],
  ...["next-router-state-tree", "rsc", "next-action", "x-middleware-subrequest", "x-hotline-refused-method", "x-hotline-peer"],
];
const methods = ["GET", "HEAD", "PUT", "PATCH", "DELETE", "OPTIONS", "PROPFIND", "PURGE", "M-SEARCH"];
const pathEndings = [
  "/",
  "//",
  "/%00",
  "/%",
  "/%ff",
  "/..",
  "/.",
  "/a/b/c",
  "/%2e%2e%2f",
  "/🔥",
  ";a=b",
  "%20",
  "/alert_0",
  "/custom",
  "/CUSTOM",
];
const queries = [
  "?",
  "?a=b",
  "?a=b&a=c",
  "?%",
  "?%00",
  "?q=%00",
  "?=",
  "?&&",
  "?limit=0",
  "?limit=-1",
  "?cursor=x",
  "?__proto__=a",
  `?a=${"b".repeat(3_000)}`,
];
/** Headers that make one request the repeat of another. */
const isDeliveryId = /delivery|request-id|webhook-id|idempotency|^content-length$|^host$/;

export function newFuzzer(random: () => number): Fuzzer {
  const pick = <Item>(from: readonly Item[]): Item => pickBy(random, from);
  const isNow = (share: number) => random() < share;
  const upTo = (count: number) => Math.floor(random() * (count + 1));
  let count = 0;

  /** Replaces, drops or doubles something somewhere in a JSON value. */
  function mutate(value: unknown): unknown {
    if (isNow(0.15) || typeof value !== "object" || value === null) return pick(strange);
    if (Array.isArray(value)) return isNow(0.2) ? [...value, ...value] : value.map((item) => (isNow(0.5) ? mutate(item) : item));
    const keys = Object.keys(value);
    if (keys.length === 0) return pick(strange);
    const key = pick(keys);
    const { [key]: old, ...others } = value as Record<string, unknown>;
    return isNow(0.2) ? others : { ...others, [key]: mutate(old) };
  }

  /** Some bytes replaced, left out or put in. */
  function spoil(bytes: Buffer): Buffer {
    let spoiled = bytes;
    for (let left = 1 + upTo(2); left > 0; left--) {
      const at = upTo(spoiled.length);
      const put = isNow(0.5) ? Buffer.from([upTo(255)]) : Buffer.from(pick(tokens));
      spoiled = Buffer.concat([spoiled.subarray(0, at), put, spoiled.subarray(at + upTo(6))]);
    }
    return isNow(0.1) ? spoiled.subarray(0, upTo(spoiled.length)) : spoiled;
  }

  /** JSON's grammar, with what a writer may choose: white space, escapes, spellings of numbers, a key twice. */
  const space = () => (isNow(0.1) ? pick([" ", "\n", "\r\n", "\t", "  "]) : "");
  const quote = (text: string) =>
    isNow(0.1)
      ? `"${text
          .split("")
          .map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`)
          .join("")}"`
      : JSON.stringify(text);
  function json(depth: number): string {
    const kind = random();
    if (depth <= 0 || kind < 0.5) return kind < 0.2 ? pick(numbers) : kind < 0.3 ? pick(["null", "true", "false"]) : quote(pick(calm));
    const items = Array.from({ length: upTo(3) }, () => json(depth - 1));
    return kind < 0.7 ? `[${space()}${items.join(`,${space()}`)}]` : object(items.map((item) => [pick(calm), item]));
  }
  const object = (members: readonly (readonly [string, string])[]) =>
    `{${space()}${members.map(([key, value]) => `${quote(key)}${space()}:${space()}${value}`).join(`,${space()}`)}${space()}}`;

  function payload(): string {
    const kind = random();
    if (kind < 0.02) return nested(upTo(40), '{"a":', "}");
    if (kind < 0.04) return `{"text":${quote("x".repeat(upTo(60_000)))}}`;
    return object(Array.from({ length: upTo(4) }, () => [pick(calm), json(4)]));
  }

  function alert(wrong: number): string {
    const system = isNow(0.05) ? pick(Object.keys(systemContracts) as (keyof typeof systemContracts)[]) : null;
    const members: [string, string][] = [["name", quote(system ?? (isNow(0.7) ? pick(names) : `fuzz:${count++}`))]];
    if (system) {
      const { required, optional } = systemContracts[system];
      const known = { env_id: "production", timestamp: "2026-11-22T09:00:00Z" } as Record<string, string>;
      members.push(["payload", object([...required, ...optional].map((field) => [field, quote(known[field] ?? "x")]))]);
    } else if (isNow(0.8)) members.push(["payload", payload()]);
    if (isNow(0.2)) members.push(["dedup_key", quote(pick(names))], ["action", pick(['"trigger"', '"resolve"', "null"])]);
    if (isNow(0.2)) members.push(["severity", pick(['"critical"', '"error"', '"warning"', '"info"', "null"])]);
    if (isNow(0.1)) members.push(["environment", pick(['"production"', "null"])]);
    if (isNow(0.05)) members.push(["test", pick(["true", "false", "null"])]);
    if (isNow(0.05)) members.push([pick(calm), json(2)]);
    if (isNow(wrong)) {
      const member = pick(members);
      member[isNow(0.2) ? 0 : 1] = isNow(0.5) ? json(2) : quote(pick(texts));
    }
    if (isNow(0.1)) members.push(pick(members));
    return object(members);
  }

  function alertText(): string {
    if (isNow(0.7)) return alert(0.3);
    const length = isNow(0.002) ? pick([1_000, 1_001]) : upTo(6);
    return `[${space()}${Array.from({ length }, () => alert(0.08)).join(`,${space()}`)}${space()}]`;
  }

  /** Two requests that tell the same are one event: each of these, and each alert in them, gets ids of its own. */
  function withOwnIds(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(withOwnIds);
    if (typeof value !== "object" || value === null) return value;
    const entries = Object.entries(value).map(([key, old]) => {
      if (["id", "event_id", "groupKey", "fingerprint"].includes(key)) return [key, `${old} ${count++}`];
      return ["event", "events", "alerts"].includes(key) ? [key, withOwnIds(old)] : [key, old];
    });
    return Object.fromEntries(entries);
  }

  /** A body of which one part is as large as the door takes: white space, a list of tens of thousands, an object of as many keys. */
  function filledUp(sample: object): string {
    const own = withOwnIds(sample) as object;
    const text = JSON.stringify(enlarge(own, pick(pathsOf(own)), pick(Object.values(hugeValues))));
    // One that is large by itself leaves no room.
    return Buffer.byteLength(text) <= hugeBytes ? text : JSON.stringify(own);
  }

  function momentBody(sample: unknown): string | Buffer {
    const text = typeof sample === "string" ? sample : JSON.stringify(withOwnIds(sample));
    const kind = random();
    if (kind < 0.002 && typeof sample === "object" && sample !== null) return filledUp(sample);
    if (kind < 0.12) return pick(bodies);
    if (kind < 0.2) return text.slice(0, upTo(text.length));
    if (kind < 0.35) return spoil(Buffer.from(text));
    if (kind < 0.5) return text;
    if (kind < 0.55) return `payload=${encodeURIComponent(text)}`;
    let value: unknown = text;
    try {
      value = JSON.parse(text);
    } catch {}
    for (let left = upTo(3); left >= 0; left--) value = mutate(value);
    return JSON.stringify(withOwnIds(value)) ?? "";
  }

  function signedHeaders({ signed }: Fixture, body: Buffer, secret: string | undefined): Readonly<Record<string, string>> {
    if (!signed || secret === undefined || isNow(0.3)) return {};
    const at = Date.now() - (isNow(0.1) ? 86_400_000 : 0);
    const headers = signed.sign(body.toString(), at, secret);
    return "webhook-id" in headers ? standardWebhooks(`msg_${count++}`).sign(body.toString(), at, secret) : headers;
  }

  function aroundHeaders(headers: Record<string, string>): Record<string, string> {
    const kind = random();
    if (kind < 0.3) return { ...headers, "content-type": pick(types) };
    if (kind < 0.4) return { ...headers, "idempotency-key": isNow(0.5) ? `key ${count++}` : pick(values) };
    if (kind < 0.45) return Object.fromEntries(Object.entries(headers).filter(() => isNow(0.7)));
    return { ...headers, [pick(headerNames)]: pick(values) };
  }

  return {
    alerts() {
      const text = alertText();
      const kind = random();
      const body = kind < 0.03 ? Buffer.from(pick(bodies)) : kind < 0.25 ? spoil(Buffer.from(text)) : Buffer.from(text);
      return { body, headers: { "content-type": "application/json" } };
    },
    moment(integration, secret) {
      const all = fixtures[integration] ?? [];
      const sample = pick(secret === undefined ? all : all.filter(({ signed }) => signed?.secret === secret));
      const kept = Object.entries(sample.headers ?? {}).filter(([name]) => !isDeliveryId.test(name));
      const body = Buffer.from(momentBody(sample.body));
      const type = isNow(0.7) ? "application/json" : pick(types.filter((one) => one !== "é"));
      return { body, headers: { ...Object.fromEntries(kept), ...signedHeaders(sample, body, secret), "content-type": type } };
    },
    around(request) {
      if (!isNow(0.15)) return request;
      const kind = random();
      if (kind < 0.6) return { ...request, headers: aroundHeaders(request.headers) };
      if (kind < 0.7) return { ...request, method: pick(methods) };
      if (kind < 0.8) return { ...request, path: `${request.path}${pick(queries)}` };
      if (kind < 0.9) return { ...request, path: encodeURI(`${request.path}${pick(pathEndings)}`).replaceAll("%25", "%") };
      const coding = pick(["gzip", "deflate", "x-gzip", "identity", "br", "gzip, gzip"]);
      const body = isNow(0.2) ? request.body : coding === "deflate" ? deflateSync(request.body) : gzipSync(request.body);
      return { ...request, headers: { ...request.headers, "content-encoding": coding }, body };
    },
    wire({ method, path, headers, body }) {
      const given = { host: "localhost", ...headers, ...(isNow(0.3) ? { [pick(hopHeaders)]: pick(hopValues) } : {}) };
      const lines = Object.entries({ "content-length": String(body.length), ...given }).map(([name, value]) => `${name}: ${value}`);
      const head = Buffer.from(`${method} ${path} ${pick(versions)}\r\n${lines.join("\r\n")}\r\n\r\n`, "latin1");
      const isChunked = isNow(0.2);
      return Buffer.concat([
        isNow(0.5) ? spoil(head) : head,
        isChunked ? Buffer.concat([Buffer.from(`${body.length.toString(16)}\r\n`), body]) : body,
      ]);
    },
  };
}

/** Names and keys that may stand anywhere. */
const calm = texts.filter((text) => text !== "" && text.length <= 200 && unstorable(text) === null);
const names = calm.filter((text) => !/\p{Cc}/u.test(text));
const versions = ["HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.1", "HTTP/1.0", "HTTP/2.0", "HTTP/0.9"];
const hopHeaders = ["expect", "transfer-encoding", "connection", "upgrade", "te", "content-length", "host", "trailer", "http2-settings"];
const hopValues = [
  "100-continue",
  "chunked",
  "gzip, chunked",
  "close",
  "keep-alive",
  "upgrade",
  "h2c",
  "websocket",
  "trailers",
  "0",
  "-1",
  "9e9",
  "",
  "a b",
  "x",
];
