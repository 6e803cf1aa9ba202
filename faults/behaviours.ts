import type { Socket } from "node:net";
import { setTimeout as wait } from "node:timers/promises";
import { gzipSync } from "node:zlib";
import type { OutcomeClass } from "../lib/domain/delivering/outcome";

/** What a receiver does with one request, and what POLICY makes of it. */
export interface Behaviour {
  name: string;
  /** When it begins: as soon as somebody connects, once the head is there, or once the whole request is. */
  at: "connect" | "head" | "request";
  /** Where it is met: by http, by https with a certificate that nobody knows, or by https at a port that does not speak it. */
  by?: "https" | "https to http";
  act(socket: Socket): unknown;
  expected: OutcomeClass | readonly OutcomeClass[];
  /** Takes as long as an attempt may. */
  isSlow?: true;
}

const end = "\r\n\r\n";
const raw = (text: string | Buffer) => (socket: Socket) => socket.write(text);
/** Says it and hangs up: in order, or with a reset. */
const last = (text: string | Buffer) => (socket: Socket) => socket.end(text);
const reset = (text: string | Buffer) => (socket: Socket) => socket.write(text, () => setImmediate(() => socket.resetAndDestroy()));
const status = (code: number, headers = "", body = "ok") =>
  raw(`HTTP/1.1 ${code} Words\r\n${headers}content-length: ${Buffer.byteLength(body)}${end}${body}`);

/** Says a part every so many milliseconds, until the other side has enough of it. */
const drip = (first: string, part: string | Buffer, everyMs: number) => async (socket: Socket) => {
  socket.write(first);
  while (!socket.destroyed) {
    if (!socket.write(part)) await new Promise((resolve) => socket.once("drain", resolve).once("close", resolve));
    await wait(everyMs);
  }
};

function answers(expected: OutcomeClass, codes: readonly number[]): Behaviour[] {
  return codes.map((code) => ({ name: `status ${code}`, at: "request", act: status(code), expected }));
}

const locations: Record<string, string> = {
  "the metadata address": "location: http://169.254.169.254/latest/meta-data\r\n",
  itself: "location: /\r\n",
  nowhere: "",
  "a script": "location: javascript:alert(1)\r\n",
  "two places": "location: http://127.0.0.1:1/\r\nlocation: http://10.0.0.1/\r\n",
};

const redirects: Behaviour[] = [300, 301, 302, 303, 304, 305, 307, 308].flatMap((code) =>
  Object.entries(locations).map(
    ([name, header]): Behaviour => ({
      name: `redirect ${code} to ${name}`,
      at: "request",
      act: code === 304 ? raw(`HTTP/1.1 304 Not Modified\r\n${header}content-length: 5${end}`) : status(code, header, ""),
      expected: "suspect",
    }),
  ),
);

/** Breaks off at each stage of an answer, by a reset and in order. */
const stages: Record<string, [at: Behaviour["at"], said: string, reset: OutcomeClass, ended: OutcomeClass]> = {
  "before it reads": ["connect", "", "transient", "transient"],
  "after the head of the request": ["head", "", "transient", "transient"],
  "after the request": ["request", "", "transient", "transient"],
  "in the status line": ["request", "HTTP/1.1 2", "transient", "transient"],
  "in a header": ["request", "HTTP/1.1 200 OK\r\ncontent-le", "transient", "transient"],
  "before the body": ["request", `HTTP/1.1 200 OK\r\ncontent-length: 10${end}`, "success", "success"],
  "in the body": ["request", `HTTP/1.1 200 OK\r\ncontent-length: 10${end}12345`, "success", "success"],
  "in a chunk": ["request", `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked${end}a\r\n123`, "success", "success"],
  "before the last chunk": ["request", `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked${end}3\r\n123\r\n`, "success", "success"],
  "in the body of a 503": ["request", `HTTP/1.1 503 No\r\ncontent-length: 10${end}123`, "transient", "transient"],
};
const broken: Behaviour[] = Object.entries(stages).flatMap(([name, [at, said, onReset, onEnd]]): Behaviour[] => [
  { name: `resets ${name}`, at, act: reset(said), expected: onReset },
  { name: `hangs up ${name}`, at, act: last(said), expected: onEnd },
]);

const notHttp: Record<string, string | Buffer> = {
  "an SSH banner": "SSH-2.0-OpenSSH_9.6\r\n",
  "a mail server": "220 mail.example.com ESMTP ready\r\n",
  "HTTP/2": "HTTP/2 200\r\n\r\n",
  "an HTTP/2 preface": Buffer.from("0000000408000000000000", "hex"),
  words: "hello\r\n\r\n",
  bytes: Buffer.from("16030100ff00ff", "hex"),
  "a line of HTML": "<html>",
  "lower case": `http/1.1 200 ok\r\ncontent-length: 0${end}`,
  "no status": `HTTP/1.1 OK${end}`,
  "two lengths": `HTTP/1.1 200 OK\r\ncontent-length: 2\r\ncontent-length: 3${end}ok`,
  "a length that is none": `HTTP/1.1 200 OK\r\ncontent-length: two${end}ok`,
  "a length below zero": `HTTP/1.1 200 OK\r\ncontent-length: -1${end}ok`,
  "a length and chunks": `HTTP/1.1 200 OK\r\ncontent-length: 2\r\ntransfer-encoding: chunked${end}2\r\nok\r\n0${end}`,
  "a header without a colon": `HTTP/1.1 200 OK\r\nnonsense\r\ncontent-length: 2${end}ok`,
  "a NUL in a header": `HTTP/1.1 200 OK\r\nx: a\0b\r\ncontent-length: 2${end}ok`,
  "headers of 100 KB": `HTTP/1.1 200 OK\r\n${"x: y\r\n".repeat(20_000)}`,
  "one header of 100 KB": `HTTP/1.1 200 OK\r\nx: ${"y".repeat(100_000)}\r\n`,
};

/** What is not quite by the book and is understood all the same. */
const tolerated: Record<string, string | Buffer> = {
  "HTTP/1.0": `HTTP/1.0 200 OK\r\n${end}ok`,
  "no reason": `HTTP/1.1 200\r\ncontent-length: 2${end}ok`,
  "no length": `HTTP/1.1 200 OK\r\nconnection: close${end}ok`,
  "a 100 that nobody asked for": `HTTP/1.1 100 Continue${end}HTTP/1.1 200 OK\r\ncontent-length: 2${end}ok`,
  "a 103 with hints": `HTTP/1.1 103 Early Hints\r\nlink: </a>; rel=preload${end}HTTP/1.1 200 OK\r\ncontent-length: 2${end}ok`,
  "a hundred 102": `${`HTTP/1.1 102 Processing${end}`.repeat(100)}HTTP/1.1 200 OK\r\ncontent-length: 2${end}ok`,
  "a 204 with a body": `HTTP/1.1 204 No Content\r\ncontent-length: 2${end}ok`,
  "a body that is compressed, and is not read": Buffer.concat([
    Buffer.from(`HTTP/1.1 200 OK\r\ncontent-encoding: gzip\r\nconnection: close${end}`),
    gzipSync(Buffer.alloc(20_000_000)),
  ]),
  "an encoding that nobody knows": `HTTP/1.1 200 OK\r\ncontent-encoding: zst9\r\ncontent-length: 2${end}ok`,
  "a body that is no UTF-8": Buffer.concat([Buffer.from(`HTTP/1.1 200 OK\r\ncontent-length: 3${end}`), Buffer.from([0xff, 0xfe, 0x00])]),
  "chunks with extensions": `HTTP/1.1 200 OK\r\ntransfer-encoding: chunked${end}2;a=b\r\nok\r\n0\r\nx: y${end}`,
  "headers twice": `HTTP/1.1 200 OK\r\nx: 1\r\nx: 2\r\ncontent-length: 2${end}ok`,
  "a body of a megabyte": `HTTP/1.1 200 OK\r\ncontent-length: 1048576${end}${"x".repeat(1_048_576)}`,
  "a length of a terabyte": `HTTP/1.1 200 OK\r\ncontent-length: 1099511627776${end}${"x".repeat(200_000)}`,
};

/** Everything that a receiver was ever seen to do, one by one. `https` ones are met where their receiver has no known certificate. */
export const behaviours: readonly Behaviour[] = [
  ...answers("success", [200, 201, 202, 203, 204, 205, 206, 207, 226]),
  ...answers("permanent", [400, 402, 406, 407, 411, 412, 413, 414, 415, 416, 418, 421, 422, 424, 426, 428, 431, 451, 499]),
  ...answers("suspect", [401, 403, 404, 405]),
  ...answers("transient", [408, 409, 423, 425, 429, 500, 501, 502, 503, 504, 505, 507, 508, 511, 520, 529, 599]),
  ...answers("gone", [410]),
  ...redirects,
  ...broken,
  ...Object.entries(notHttp).map(([name, said]): Behaviour => ({ name, at: "request", act: last(said), expected: "suspect" })),
  ...Object.entries(tolerated).map(([name, said]): Behaviour => ({ name, at: "request", act: last(said), expected: "success" })),
  { name: "an answer before the request is read", at: "head", act: status(200), expected: "success" },
  {
    name: "a refusal before the request is read, and a reset",
    at: "head",
    act: reset(`HTTP/1.1 413 Large\r\ncontent-length: 0${end}`),
    expected: ["permanent", "transient"],
  },
  {
    name: "another protocol",
    at: "request",
    act: raw(`HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: upgrade${end}`),
    expected: ["suspect", "transient"],
  },
  {
    name: "a chunk of no size",
    at: "request",
    act: last(`HTTP/1.1 200 OK\r\ntransfer-encoding: chunked${end}zz\r\nok`),
    expected: ["success", "suspect"],
  },
  { name: "a body without an end", at: "request", act: drip(`HTTP/1.1 200 OK${end}`, Buffer.alloc(65_536, 120), 1), expected: "success" },
  {
    name: "two answers at once",
    at: "request",
    act: last(`HTTP/1.1 200 OK\r\ncontent-length: 2${end}okHTTP/1.1 500 No\r\ncontent-length: 0${end}`),
    expected: "success",
  },
  { name: "nothing", at: "request", act: () => {}, expected: "transient", isSlow: true },
  { name: "nothing at all", at: "connect", act: () => {}, expected: "transient", isSlow: true },
  { name: "1xx without an end", at: "request", act: drip("", `HTTP/1.1 102 Processing${end}`, 20), expected: "transient", isSlow: true },
  { name: "a head in drips", at: "request", act: drip("HTTP/1.1 200 OK\r\n", "x: y\r\n", 50), expected: "transient", isSlow: true },
  {
    name: "a body in drips",
    at: "request",
    act: drip(`HTTP/1.1 200 OK\r\ncontent-length: 1000000${end}`, "x", 50),
    expected: "transient",
    isSlow: true,
  },
  { name: "a certificate that nobody knows", at: "connect", by: "https", act: () => {}, expected: "suspect" },
  {
    name: "http where https is expected",
    at: "connect",
    by: "https to http",
    act: last(`HTTP/1.1 400 Bad Request\r\ncontent-length: 0${end}`),
    expected: "suspect",
  },
  { name: "a hang-up in the TLS handshake", at: "connect", by: "https to http", act: (socket) => socket.destroy(), expected: "transient" },
  { name: "silence in the TLS handshake", at: "connect", by: "https to http", act: () => {}, expected: "transient", isSlow: true },
];

/** Forms of `Retry-After` at a given time (epoch ms): the header lines, and the seconds until a repeat; null where nothing can be read. */
export function retryAfterForms(now: number): readonly (readonly [lines: readonly string[], seconds: number | null])[] {
  const at = (seconds: number) => new Date(Math.floor(now / 1_000) * 1_000 + seconds * 1_000);
  const imf = (seconds: number) => at(seconds).toUTCString();
  const day = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
  const rfc850 = (seconds: number) => {
    const [, date, month, year, time] = /^\w+, (\d+) (\w+) \d\d(\d+) ([\d:]+)/.exec(imf(seconds)) as RegExpExecArray;
    return `${day[at(seconds).getUTCDay()]}, ${date}-${month}-${year} ${time} GMT`;
  };
  const asctime = (seconds: number) => {
    const [, name, date, month, year, time] = /^(\w+), (\d+) (\w+) (\d+) ([\d:]+)/.exec(imf(seconds)) as RegExpExecArray;
    return `${name} ${month} ${String(Number(date)).padStart(2)} ${time} ${year}`;
  };
  const mostSeconds = 86_400;
  return [
    ...[0, 1, 7, 120, 3_600, 86_399, 86_400].map((seconds) => [[String(seconds)], seconds] as const),
    ...["86401", "999999", "99999999999999999999"].map((text) => [[text], mostSeconds] as const),
    [["0.5"], 0.5],
    [["1.001"], 1.001],
    [[" 7 "], 7],
    [["\t7"], 7],
    [["007"], 7],
    [[imf(60)], 60],
    [[imf(3_600)], 3_600],
    [[imf(-60)], 0],
    [[imf(200_000)], mostSeconds],
    [[rfc850(90)], 90],
    [[rfc850(-90)], 0],
    [[asctime(90)], 90],
    [[asctime(-90)], 0],
    [["5,"], 5],
    [["5", "90"], 90],
    [["90", "5"], 90],
    [["nonsense", "30"], 30],
    [["5", imf(600)], 600],
    ...[
      "-1",
      "+5",
      "1e3",
      "0x10",
      "soon",
      "5s",
      "5 seconds",
      "",
      "٣",
      "Infinity",
      "NaN",
      "1.",
      ".5",
      imf(60).replace("GMT", "CET"),
      imf(60).toLowerCase(),
      "2026-11-28T12:00:00Z",
    ].map((text) => [[text], null] as const),
  ];
}
