import { execFileSync } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { type AddressInfo, createServer, type Server, type Socket } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";
import { createServer as createTlsServer } from "node:tls";
import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import { kinds } from "../lib/destinations";
import type { DestinationKind, SendResult } from "../lib/destinations/kind";
import { sampleMessage } from "../lib/destinations/message.fixture";
import { describeOutcome } from "../lib/domain/delivering/outcome";
import { createMailer } from "../lib/outbound/mail/mailer";
import { createOutbound } from "../lib/outbound/outbound";
import { type Behaviour, behaviours, retryAfterForms } from "./behaviours";
import { type Given, newFaults, type Suite } from "./suite";

interface Sizes {
  kinds: readonly string[];
  /** An attempt's deadline; the full size has the real one. */
  deadlineMs: number;
}
const sizes: Record<Given["size"], Sizes> = {
  small: { kinds: ["webhook"], deadlineMs: 2_000 },
  full: { kinds: kinds.map(({ kind }) => kind), deadlineMs: 15_000 },
};

/** How many attempts are on their way together. */
const atOnce = 16;
const leewayMs = 500;
const mostGrowthMb = 32;

export const receivers: Suite = {
  name: "receivers",
  promise:
    "whatever a receiver does, an attempt ends in time with the class that it has by policy, and no request comes before Retry-After says",
  async run({ size, say }) {
    const { deadlineMs } = sizes[size];
    const found = newFaults();
    const figures = { behaviours: behaviours.length, retry_after_forms: 0, attempts: 0, slowest_ms: 0, memory_growth_mb: 0 };
    const folder = mkdtempSync(path.join(tmpdir(), "hotline-receivers-"));
    const certificate = makeCertificate(folder);
    const outbound = createOutbound({
      allowCidrs: ["127.0.0.0/8"],
      allowHttp: false,
      allowPorts: [],
      deadlineMs,
      connectMs: Math.min(5_000, deadlineMs),
    });
    const before = keptBytes();

    const attempt = async (kind: DestinationKind, url: string): Promise<SendResult> => {
      figures.attempts++;
      const started = performance.now();
      const result = await sendBy(kind, url, outbound, deadlineMs);
      const ms = Math.round(performance.now() - started);
      figures.slowest_ms = Math.max(figures.slowest_ms, ms);
      if (ms > deadlineMs + leewayMs) found.add("an attempt over its deadline", `${kind.kind} at ${url}: ${ms} ms`);
      return result;
    };

    const tryBehaviour = async (kind: DestinationKind, behaviour: Behaviour) => {
      const receiver = await startReceiver(behaviour, certificate);
      try {
        const result = await attempt(kind, receiver.url);
        const outcome = describeOutcome(result.outcome, kind.outcomes);
        const expected = [behaviour.expected].flat();
        const what = `${kind.kind}, ${behaviour.name}: ${result.outcome} (${outcome.class})`;
        // Other kinds have words of their own for what their vendor says: what must not be is a success without one, or a fault of ours.
        const isRight =
          kind.kind === "webhook" ? expected.includes(outcome.class) : outcome.class !== "success" || expected.includes("success");
        if (!isRight) found.add("classified otherwise than by policy", `${what}, not ${expected.join(" or ")}`);
        if (outcome.class === "ours") found.add("taken for a fault of Hotline's", what);
        if (outcome.class !== "success" && !result.error) found.add("without a sentence", what);
        if (behaviour.name.startsWith("redirect") && receiver.connections() !== 1) found.add("a redirect that was followed", what);
      } finally {
        await receiver.close();
      }
    };

    try {
      for (const kind of kinds.filter(({ kind }) => sizes[size].kinds.includes(kind))) {
        const slow = behaviours.filter(({ isSlow }) => isSlow).map((behaviour) => tryBehaviour(kind, behaviour));
        const quick = behaviours.filter(({ isSlow }) => !isSlow);
        for (let from = 0; from < quick.length; from += atOnce)
          await Promise.all(quick.slice(from, from + atOnce).map((one) => tryBehaviour(kind, one)));
        await Promise.all(slow);
        say(`${kind.kind}: ${behaviours.length} behaviours`);
        if (kind.kind === "email") continue;
        for (const code of [429, 503]) {
          const now = Date.now();
          await Promise.all(
            retryAfterForms(now).map(([lines, seconds]) => tryForm(kind, code, lines, seconds === null ? null : now + seconds * 1_000)),
          );
        }
      }
      figures.memory_growth_mb = Math.round((keptBytes() - before) / 1_048_576);
      if (size === "full" && figures.memory_growth_mb > mostGrowthMb)
        found.add("memory", `${figures.memory_growth_mb} MB more than before`);
      return { figures, faults: found.faults };
    } finally {
      await outbound.close();
      rmSync(folder, { recursive: true });
    }

    /** `named` is the instant that the form says; null where it says none. */
    async function tryForm(kind: DestinationKind, code: number, lines: readonly string[], named: number | null): Promise<void> {
      figures.retry_after_forms++;
      const headers = lines.map((line) => `Retry-After: ${line}\r\n`).join("");
      const answer = Buffer.from(`HTTP/1.1 ${code} Wait\r\n${headers}content-length: 0\r\n\r\n`, "utf8");
      const receiver = await startReceiver(
        { name: "", at: "request", expected: "transient", act: (socket) => socket.end(answer) },
        certificate,
      );
      const { retryAt, pause } = await attempt(kind, receiver.url).finally(receiver.close);
      const what = `${kind.kind}, ${code} with ${JSON.stringify(lines)}`;
      if (named === null) {
        // Where nothing can be read, a kind may have a pause of its own.
        if (retryAt !== null && kind.kind === "webhook") found.add("Retry-After read where there is none", what);
        return;
      }
      // A date has whole seconds, and seconds count from when the answer came.
      if (retryAt === null || retryAt < named - 1_000 || retryAt > named + deadlineMs) {
        found.add("Retry-After read otherwise", `${what}: ${retryAt === null ? "nothing" : `${retryAt - named} ms from it`}`);
      }
      if (!pause) found.add("a destination that is not paused", what);
    }
  },
};

/** What this process keeps, once what it does not need is thrown away. */
function keptBytes(): number {
  setFlagsFromString("--expose-gc");
  (runInNewContext("gc") as () => void)();
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}

async function sendBy(
  kind: DestinationKind,
  url: string,
  outbound: ReturnType<typeof createOutbound>,
  deadlineMs: number,
): Promise<SendResult> {
  const configs: Record<string, Record<string, unknown>> = {
    webhook: { url },
    slack: { webhook_url: url },
    pagerduty: { routing_key: "a".repeat(32), severity: "error" },
    email: { address: "oncall@example.com" },
  };
  const config = configs[kind.kind] ?? {};
  const message = sampleMessage();
  const mail = createMailer({ capture: async () => {}, from: "hotline@example.com", resendApiKey: "re_x", resendBaseUrl: url, deadlineMs });
  const io = {
    http: outbound.request,
    mail,
    settings: { PAGERDUTY_EVENTS_URL: url, SLACK_WEBHOOK_HOSTS: new URL(url).host },
    signingSecrets: ["whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD"],
    now: Date.now,
  };
  return kind.send(message, config, io, kind.render?.(message, config) ?? null);
}

interface Receiver {
  url: string;
  connections(): number;
  close(): Promise<void>;
}

async function startReceiver({ at, by, act }: Behaviour, certificate: { key: string; cert: string }): Promise<Receiver> {
  const sockets = new Set<Socket>();
  let connections = 0;
  const serve = (socket: Socket) => {
    connections++;
    sockets.add(socket);
    socket.on("error", () => {}).once("close", () => sockets.delete(socket));
    if (at === "connect") return void act(socket);
    let read = "";
    const hear = (chunk: Buffer) => {
      read += chunk.toString("latin1");
      const head = read.indexOf("\r\n\r\n");
      const length = Number(/content-length: (\d+)/i.exec(read)?.[1] ?? 0);
      if (head < 0 || (at === "request" && read.length < head + 4 + length)) return;
      socket.off("data", hear);
      socket.resume();
      void act(socket);
    };
    socket.on("data", hear);
  };
  const server: Server = by === "https" ? createTlsServer(certificate, serve).on("tlsClientError", () => {}) : createServer(serve);
  server.listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as AddressInfo;
  return {
    url: `${by ? "https" : "http"}://127.0.0.1:${port}/hook`,
    connections: () => connections,
    async close() {
      for (const socket of sockets) socket.destroy();
      server.close();
      await once(server, "close");
    },
  };
}

function makeCertificate(folder: string): { key: string; cert: string } {
  const [key, cert] = [path.join(folder, "key.pem"), path.join(folder, "cert.pem")];
  const made = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "1", "-subj", "/CN=127.0.0.1"];
  execFileSync("openssl", ["req", ...made, "-addext", "subjectAltName=IP:127.0.0.1", "-keyout", key, "-out", cert], { stdio: "ignore" });
  return { key: readFileSync(key, "utf8"), cert: readFileSync(cert, "utf8") };
}
