import { Agent, type Dispatcher, errors } from "undici";
import type { HttpAnswer, HttpRequest } from "../domain/delivering/http-exchange";
import { describeOutcome } from "../domain/delivering/outcome";
import { parseUrl } from "../domain/url";
import { env } from "../env";
import { oncePerProcess } from "../once-per-process";
import { createDial, type DialOptions } from "./dial";
import { OutboundFailure, type Phase, socketFailure, timeoutFailure } from "./failure";
import { isOfKept } from "./watch";

/** POLICY, Delivery: the whole attempt, and of it name, connection and TLS. */
const defaultDeadlineMs = 15_000;
const defaultConnectMs = 5_000;
/** Of an answer, this much is read; then Hotline hangs up. */
const maxAnswerBytes = 64 * 1024;
/** Enough for any real answer's headers; Node's own default. */
const maxHeaderBytes = 16 * 1024;
/** Shorter than the 5 s after which Node, Apache and many proxies close an idle connection. */
const keepAliveMs = 4_000;

export interface OutboundOptions extends Omit<DialOptions, "connectMs"> {
  deadlineMs?: number;
  connectMs?: number;
}

/** What a request came to that was held back: nothing of it was written. No attempt is stored with it. */
export const held = "held";

/** Whoever must know of a request before it is over. */
export interface Watching {
  /** Asked before a connection is looked for, and again before the request is written, however long that took: true turns it back. */
  isHeld(): boolean;
  /** Told the head of the answer when it is there, before its body. */
  onHead(status: number, headers: Readonly<Record<string, string>>): void;
}

export interface Outbound {
  /** Sends one request and resolves with the answer, or with the code of what went wrong. Never throws. */
  request(request: HttpRequest, watching?: Watching): Promise<HttpAnswer>;
  close(): Promise<void>;
}

/**
 * HTTP to wherever users point destinations: only addresses that the rules allow, no redirects, no decompression, at most
 * 64 KiB of the answer, and 15 s for everything together. Connections are kept and used again; where one of these breaks before its answer
 * begins, the request is written once more, to a new one, within the same 15 s.
 */
export function createOutbound(options: OutboundOptions): Outbound {
  const { deadlineMs = defaultDeadlineMs, connectMs = Math.min(defaultConnectMs, deadlineMs), ...rules } = options;
  const shared: Agent.Options = {
    connect: createDial({ ...rules, connectMs }),
    keepAliveTimeout: keepAliveMs,
    maxHeaderSize: maxHeaderBytes,
    // The deadline below covers both.
    headersTimeout: 0,
    bodyTimeout: 0,
  };
  const agent = new Agent(shared);
  // Without pipelining undici keeps no connection: each request gets one of its own.
  const fresh = new Agent({ ...shared, pipelining: 0 });
  return {
    async request(request, watching) {
      const url = parseUrl(request.url);
      if (!url || !["http:", "https:"].includes(url.protocol) || url.username || url.password) return failed("bad_url");
      try {
        return await exchange([agent, fresh], url, request, deadlineMs, watching);
      } catch (cause) {
        return failed("internal", cause);
      }
    },
    close: async () => {
      await Promise.all([agent.destroy(), fresh.destroy()]);
    },
  };
}

const failed = (outcome: string, cause?: unknown): HttpAnswer => ({
  ok: false,
  outcome,
  error: describeOutcome(outcome).sentence ?? outcome,
  ...(outcome === "internal" ? { cause } : {}),
});

function exchange(
  [kept, fresh]: readonly [Agent, Agent],
  url: URL,
  request: HttpRequest,
  deadlineMs: number,
  watching: Watching | undefined,
): Promise<HttpAnswer> {
  return new Promise((resolve) => {
    let phase: Phase = "connect";
    let isSettled = false;
    let wasWritten = false;
    let controller: Dispatcher.DispatchController | undefined;
    let status = 0;
    let headers: Record<string, string> = {};
    const chunks: Buffer[] = [];
    let size = 0;

    const settle = (answer: HttpAnswer) => {
      if (isSettled) return;
      isSettled = true;
      clearTimeout(timer);
      resolve(answer);
    };
    const hangUp = (answer: HttpAnswer) => {
      settle(answer);
      controller?.abort(new OutboundFailure("internal"));
    };
    const answered = () => ({ ok: true, status, headers, body: textOf(chunks, size) }) as const;
    const timer = setTimeout(() => hangUp(failed(timeoutFailure(phase).outcome)), deadlineMs);

    const options = {
      origin: url.origin,
      path: `${url.pathname}${url.search}`,
      method: request.method,
      headers: request.headers,
      body: request.method === "GET" ? null : request.body,
    };
    /** True where it must not go on; a request that was written once, over a connection that broke, may have arrived. */
    const turnsBack = (): boolean => {
      if (!watching?.isHeld()) return false;
      settle(wasWritten ? failed("reset_after_send") : { ok: false, outcome: held, error: "The receiver asked for silence." });
      return true;
    };
    const dispatch = (agent: Agent) => {
      if (turnsBack()) return;
      agent.dispatch(options, {
        onRequestStart(started) {
          controller = started;
          // The deadline passed while the connection opened: nothing may be written any more.
          if (isSettled || turnsBack()) return started.abort(new OutboundFailure("internal"));
          phase = "sent";
          wasWritten = true;
        },
        onResponseStart(_controller, statusCode, fields) {
          // 1xx comes before the answer.
          if (statusCode < 200) return;
          phase = "headers";
          status = statusCode;
          headers = plainHeaders(fields);
          watching?.onHead(status, headers);
        },
        onResponseData(_controller, chunk) {
          const room = maxAnswerBytes - size;
          chunks.push(chunk.length > room ? chunk.subarray(0, room) : chunk);
          size += Math.min(chunk.length, room);
          if (chunk.length >= room) hangUp(answered());
        },
        onResponseEnd() {
          clearTimeout(timer);
          // undici frees the connection one turn of the event loop later: so the caller's next request finds it.
          setImmediate(() => setImmediate(() => settle(answered())));
        },
        onResponseError(_controller, error) {
          // An answer whose head is whole is one, whatever becomes of its body (decision 0033).
          if (phase === "headers") return settle({ ...answered(), isCut: true });
          if (agent === fresh || isSettled || !isBrokenKept(phase, error)) return settle(failed(outcomeOf(phase, error), error));
          phase = "connect";
          dispatch(fresh);
        },
      });
    };
    dispatch(kept);
  });
}

/** undici's words for a request that it will not write, https://undici.nodejs.org/#/docs/api/Errors */
const unwritable = ["UND_ERR_INVALID_ARG", "UND_ERR_NOT_SUPPORTED", "UND_ERR_REQ_CONTENT_LENGTH_MISMATCH"];

/** What is no answer of HTTP/1.1, and a head that contradicts itself or is too long. */
const isNoHttp = (error: Error): boolean =>
  [errors.HTTPParserError, errors.ResponseContentLengthMismatchError, errors.HeadersOverflowError].some((of) => error instanceof of);

function outcomeOf(phase: Phase, error: Error): string {
  if (error instanceof OutboundFailure) return error.outcome;
  const code = String((error as { code?: unknown }).code);
  if (unwritable.includes(code)) return "header_invalid";
  if (phase === "sent" && isNoHttp(error)) return "not_http";
  if (phase !== "connect") return socketFailure(phase, error).outcome;
  return isReset(code) ? "connection_reset" : "internal";
}

const isReset = (code: string): boolean => /^(E[A-Z]+|UND_ERR_SOCKET)$/.test(code);

/** A kept connection broke just before this request was written to it, or before a byte of its answer came. */
const isBrokenKept = (phase: Phase, error: Error): boolean =>
  phase === "connect" ? !(error instanceof OutboundFailure) && isReset(String((error as { code?: unknown }).code)) : isOfKept(error);

const textOf = (chunks: Buffer[], size: number): string =>
  new TextDecoder().decode(chunks.length === 1 ? chunks[0] : Buffer.concat(chunks, size));

const plainHeaders = (fields: Record<string, string | string[] | undefined>): Record<string, string> =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, Array.isArray(value) ? value.join(", ") : (value ?? "")]));

/** The one of this process, by the operator's settings. */
export const outbound = oncePerProcess(
  "outbound",
  (): Outbound =>
    createOutbound({
      allowCidrs: env().EGRESS_ALLOW_CIDRS,
      allowHttp: env().EGRESS_ALLOW_HTTP === "1",
      allowPorts: env().EGRESS_ALLOW_PORTS,
    }),
);
