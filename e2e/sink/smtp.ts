import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { createLog, type Log } from "./log";

export interface ReceivedMail {
  /** Epoch milliseconds. */
  at: number;
  from: string;
  to: string[];
  /** As it came over the wire, headers first. */
  raw: string;
}

export interface SmtpSink {
  port: number;
  /** What SMTP_URL is set to. */
  url: string;
  received(): ReceivedMail[];
  waitFor: Log<ReceivedMail>["waitFor"];
  /** The next answers after a mail's text, as SMTP codes: 250 takes it, 451 defers it, 550 refuses it. */
  script(codes: number[]): void;
  close(): Promise<void>;
}

/** Starts a loopback mail server. With `user`, it wants that name and password. */
export async function startSmtpSink(options: { port?: number; user?: { name: string; password: string } } = {}): Promise<SmtpSink> {
  const log = createLog<ReceivedMail>(({ from, to }) => `${from} -> ${to.join(", ")}`);
  const codes: number[] = [];
  const server = new SMTPServer({
    authOptional: options.user === undefined,
    allowInsecureAuth: true,
    disableReverseLookup: true,
    // Mailers keep their connections; closing does not wait for them.
    closeTimeout: 1,
    // It has no certificate that anybody would trust.
    disabledCommands: ["STARTTLS"],
    onAuth({ username, password }, _session, done) {
      const isKnown = username === options.user?.name && password === options.user?.password;
      done(isKnown ? null : Object.assign(new Error("Authentication failed"), { responseCode: 535 }), { user: username });
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const code = codes.shift() ?? 250;
        if (code >= 400) return done(Object.assign(new Error("scripted"), { responseCode: code }));
        const { mailFrom, rcptTo } = session.envelope;
        const raw = Buffer.concat(chunks).toString("utf8");
        log.add({ at: Date.now(), from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), raw });
        done();
      });
    },
  });
  server.on("error", () => {});
  await new Promise<void>((resolve) => server.listen(options.port ?? 0, "127.0.0.1", resolve));
  const { port } = server.server.address() as AddressInfo;
  const login = options.user ? `${encodeURIComponent(options.user.name)}:${encodeURIComponent(options.user.password)}@` : "";
  return {
    port,
    url: `smtp://${login}127.0.0.1:${port}`,
    received: () => [...log.entries],
    waitFor: log.waitFor,
    script: (next) => void codes.push(...next),
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
