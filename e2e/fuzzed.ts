import { pick as pickBy, randomFrom } from "../faults/suite";
import { fixtures } from "../lib/integrations/fixtures";
import { enlarge, hugeBytes, hugeValues, pathsOf } from "../lib/integrations/huge.fixture";

const random = randomFrom(4);
const pick = <Item>(from: readonly Item[]): Item => pickBy(random, from);

const nested = (depth: number, open: string, close: string) => `${open.repeat(depth)}1${close.repeat(depth)}`;
const strange: readonly unknown[] = [
  ...[null, true, 0, -1, 1e308, 9_007_199_254_740_992, "", " ", "null", "$ID", [], {}, [[]], [null], { a: {} }, "a".repeat(5_000)],
  ...[
    "\u0000",
    "a\u0000b",
    "\\u0000",
    "\ud800",
    "\udc00\ud800",
    "\\",
    '"',
    "\n\r\t",
    "‮",
    "🔥".repeat(100),
    "<script>",
    "'; DROP TABLE events; --",
  ],
  ...["2023-04-01 12:31:26", "2023-02-30", "+275760-09-13", "9999-12-31T23:59:59Z", "javascript:alert(1)", "http://[", "%", "__proto__"],
];
const texts: readonly (string | Buffer)[] = [
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
    "payload=",
    "payload=%",
    "payload=%7B%7D",
    "a=b",
    "\ufeff{}",
    '{"__proto__":{}}',
  ],
  ...[nested(20_000, "[", "]"), nested(20_000, '{"a":', "}"), '{"name":"\u0000"}', '{"a":1,"a":2}', "1e999", `"${"x".repeat(100_000)}"`],
  ...[Buffer.from([0xff, 0xfe, 0x00]), Buffer.from([0xc3, 0x28]), Buffer.from([0xed, 0xa0, 0x80]), Buffer.alloc(1_000)],
];

/** Replaces, drops or doubles something somewhere in a JSON value. */
function mutate(value: unknown): unknown {
  if (random() < 0.15 || typeof value !== "object" || value === null) return pick(strange);
  if (Array.isArray(value)) return random() < 0.2 ? [...value, ...value] : value.map((item) => (random() < 0.5 ? mutate(item) : item));
  const keys = Object.keys(value);
  if (keys.length === 0) return pick(strange);
  const key = pick(keys);
  const { [key]: old, ...others } = value as Record<string, unknown>;
  return random() < 0.2 ? others : { ...others, [key]: mutate(old) };
}

/** A body of which one part is as large as the door takes: white space, a list of tens of thousands, an object of as many keys. */
function filledUp(sample: object): string {
  const own = withOwnIds(sample) as object;
  const text = JSON.stringify(enlarge(own, pick(pathsOf(own)), pick(Object.values(hugeValues))));
  // One that is large by itself leaves no room.
  return Buffer.byteLength(text) <= hugeBytes ? text : JSON.stringify(own);
}

/** A body near what a tool sends, or far from everything. */
function bodyFrom(sample: unknown): string | Buffer {
  const text = textOf(sample);
  const kind = random();
  if (kind < 0.02 && typeof sample === "object" && sample !== null) return filledUp(sample);
  if (kind < 0.15) return pick(texts);
  if (kind < 0.25) return text.slice(0, Math.floor(random() * text.length));
  if (kind < 0.35) {
    const bytes = Buffer.from(text);
    for (let n = 0; n < 3; n++) bytes[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    return bytes;
  }
  let value: unknown = text;
  try {
    value = JSON.parse(text);
  } catch {}
  for (let n = 0; n <= random() * 3; n++) value = mutate(value);
  return JSON.stringify(withOwnIds(value)) ?? "";
}

let count = 0;
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

const textOf = (body: unknown): string => (typeof body === "string" ? body : JSON.stringify(withOwnIds(body)));

const types = [
  "application/json",
  "application/x-www-form-urlencoded",
  "text/plain",
  "",
  "multipart/form-data; boundary=x",
  "application/json; charset=utf-16",
];
/** Headers that make one request the repeat of another. */
const isDeliveryId = /delivery|request-id|webhook-id|idempotency|^content-length$|^host$/;

/** One request to an integration's webhook: a fixture of it, spoiled in one way or another. */
export function fuzzedRequest(integration: string): { body: string | Buffer; headers: Record<string, string> } {
  const sample = pick(fixtures[integration] ?? []);
  const kept = Object.entries(sample.headers ?? {}).filter(([name]) => !isDeliveryId.test(name));
  return { body: bodyFrom(sample.body), headers: { ...Object.fromEntries(kept), "content-type": pick(types) } };
}
