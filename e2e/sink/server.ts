import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { createLog } from "./log";
import { createPagerduty, type Incident } from "./pagerduty";
import { createResend, type SentMail } from "./resend";
import { answerSlack } from "./slack";

/** One request that a vendor received. */
export interface Received {
  vendor: string;
  /** Epoch milliseconds. */
  at: number;
  method: string;
  path: string;
  headers: Record<string, string>;
  /** The raw text. */
  body: string;
  /** The body as JSON; undefined when it is none. */
  json: unknown;
}

export interface Answer {
  status: number;
  headers?: Record<string, string>;
  body?: string;
  /** Waits before it answers; Infinity never does. */
  delayMs?: number;
  /** Answers once this is settled. */
  after?: Promise<unknown>;
  /** Closes the connection: without an answer, or in the middle of it. */
  hangUp?: true | "midway";
}

/** A status, or a whole answer, given once instead of the vendor's own. */
export type Step =
  | number
  | (Partial<Answer> & ({ status: number } | { hangUp: true | "midway" } | { delayMs: number } | { after: Promise<unknown> }));

export interface Sink {
  port: number;
  /** Where the vendors are, as settings and configs name them. */
  urls: { slack: string; pagerduty: string; resend: string; hook: string };
  url(path: string): string;
  /** Of one vendor (`slack`, `pagerduty`, `resend`, `hook`) or one path (`/hook/x`); everything without an argument. */
  received(of?: string): Received[];
  /** The next answers of a path, in order; afterwards the vendor answers as usual. */
  script(path: string, steps: Step[]): void;
  waitFor(predicate: (received: Received[]) => boolean, timeoutMs?: number): Promise<Received[]>;
  /** PagerDuty's incidents, open and resolved. */
  incidents(): Incident[];
  /** What Resend would have mailed: a repeat under one idempotency key counts once. */
  mails(): SentMail[];
  close(): Promise<void>;
}

export interface SinkOptions {
  port?: number;
  /** How many requests are kept to be asked for. */
  keep?: number;
}

const slackPath = "/services/T00000000/B00000000/sinkSinkSinkSinkSinkSink";

/** Starts loopback vendors on one port: Slack, PagerDuty Events v2, Resend, and webhook receivers under `/hook/<name>`. */
export async function startSink(options: SinkOptions = {}): Promise<Sink> {
  const log = createLog<Received>(
    ({ vendor, method, path, body }) => `${vendor} ${method} ${path} ${body.slice(0, 200)}`,
    options.keep ?? 100_000,
  );
  const scripts = new Map<string, Step[]>();
  const pagerduty = createPagerduty();
  const resend = createResend();
  const vendors: Record<string, (request: Received) => Answer> = {
    slack: answerSlack,
    pagerduty: pagerduty.answer,
    resend: resend.answer,
    hook: () => ({ status: 200, body: "ok" }),
    unknown: () => ({ status: 404, body: "not found" }),
  };
  const received = (of?: string) => log.entries.filter(({ vendor, path }) => !of || of === vendor || of === path);

  const take = (request: IncomingMessage, body: string): Answer => {
    const path = request.url ?? "/";
    const headers = request.headers as Record<string, string>;
    const entry = { vendor: vendorOf(path), at: Date.now(), method: request.method ?? "", path, headers, body, json: parse(body) };
    const step = scripts.get(path)?.shift();
    const own = step === undefined ? vendors[entry.vendor]?.(entry) : undefined;
    log.add(entry);
    return own ?? (typeof step === "number" ? { status: step } : { status: 200, ...step });
  };
  const server = createServer((request, response) => {
    const asked = request.method === "GET" ? /^\/received(?:\?of=(.+))?$/.exec(request.url ?? "") : null;
    if (asked) return tell(response, received(asked[1]));
    const scripted = request.method === "PUT" ? /^\/script\?of=(.+)$/.exec(request.url ?? "")?.[1] : undefined;
    if (scripted) return void readBody(request).then((steps) => tell(response, scripts.set(scripted, JSON.parse(steps) as Step[]).size));
    // A caller that hangs up in the middle of its request was never received.
    readBody(request).then(
      (body) => give(response, take(request, body)),
      () => response.destroy(),
    );
  });
  server.keepAliveTimeout = 60_000;
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const url = (path: string) => `http://127.0.0.1:${port}${path}`;

  return {
    port,
    urls: { slack: url(slackPath), pagerduty: url(""), resend: url(""), hook: url("/hook/demo") },
    url,
    received,
    script: (path, steps) => void scripts.set(path, [...steps]),
    waitFor: log.waitFor,
    incidents: pagerduty.incidents,
    mails: resend.mails,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function vendorOf(path: string): string {
  if (path.startsWith("/services/")) return "slack";
  if (path === "/v2/enqueue") return "pagerduty";
  if (path === "/emails") return "resend";
  return path.startsWith("/hook/") ? "hook" : "unknown";
}

async function readBody(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks).toString("utf8");
}

function parse(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const tell = (response: ServerResponse, value: unknown) =>
  response.writeHead(200, { "content-type": "application/json" }).end(JSON.stringify(value));

function give(response: ServerResponse, answer: Answer): void {
  const { delayMs = 0, after } = answer;
  if (after !== undefined) void after.then(() => finish(response, answer));
  else if (delayMs === 0) finish(response, answer);
  else if (delayMs !== Number.POSITIVE_INFINITY) setTimeout(() => finish(response, answer), delayMs);
}

function finish(response: ServerResponse, { status, headers = {}, body = "", hangUp }: Answer): void {
  if (hangUp === true) return void response.socket?.destroy();
  if (hangUp === undefined) return void response.writeHead(status, headers).end(body);
  response.writeHead(status, { ...headers, "content-length": String(Buffer.byteLength(body) + 1) });
  response.write(body, () => response.socket?.destroy());
}
