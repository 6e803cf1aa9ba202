import type { z } from "zod";
import type { Message } from "../domain/alerts/message";
import type { HttpAnswer, HttpRequest } from "../domain/delivering/http-exchange";
import type { OutcomeInfo } from "../domain/delivering/outcome";
import type { Field } from "../domain/form-field";

export interface Mail {
  from?: string;
  to: string;
  subject: string;
  html: string;
  text: string;
  headers: Record<string, string>;
  /** What the provider's own pages can filter by. */
  tags?: Record<string, string>;
  /** Constant over retries, so that the provider drops a repeat. */
  idempotencyKey: string;
}

/** What became of one attempt. */
export interface SendResult {
  /** A code of lib/domain/delivering/outcome.ts, or of the kind's own `outcomes`. */
  outcome: string;
  statusCode: number | null;
  /** A sentence without secrets; null on success. */
  error: string | null;
  /** At most 8 KiB of what came back, without secrets. */
  responseExcerpt: string | null;
  /** The earliest instant (epoch ms) that the receiver named for a repeat. */
  retryAt: number | null;
  /** Other deliveries to this destination wait until `retryAt` too (429, 503, an empty rate budget). */
  pause: boolean;
  /** What was thrown, where the outcome is a fault of Hotline's: for its log alone. */
  cause?: unknown;
}

/** What a kind may reach for: handed in, so that kinds do no I/O of their own. */
export interface DestinationIo {
  /** Guarded HTTP: deadline, size cap, no redirects, address check. Never throws. */
  http(request: HttpRequest): Promise<HttpAnswer>;
  /** The configured mailer: Resend, SMTP, or the local mailbox. Never throws. */
  mail(mail: Mail): Promise<SendResult>;
  /** The operator's settings that this kind declares in `settings`. */
  settings: Readonly<Record<string, string | undefined>>;
  /** Active Standard Webhooks secrets (`whsec_…`), newest first; empty unless the kind is `signed`. */
  signingSecrets: readonly string[];
  /** Epoch milliseconds. */
  now(): number;
}

/** A kind of destination: everything Hotline knows of it is in its one file. */
export interface DestinationKind<Config extends Record<string, unknown> = Record<string, unknown>> {
  kind: string;
  label: string;
  /** What it does, in one line, for the person who chooses a kind. */
  summary: string;
  /** The `d` of an SVG path in a 24 × 24 box, drawn with a 1.5 px stroke. */
  icon: string;
  schema: z.ZodType<Config>;
  fields: readonly Field[];
  /** Environment variables of this kind, with their zod types; lib/env.ts merges them. */
  settings: Readonly<Record<string, z.ZodType<string | undefined>>>;
  /** The vendor's own outcomes, beside those that every kind shares. */
  outcomes: Readonly<Record<string, OutcomeInfo>>;
  /** Delays between tries, in seconds. */
  retrySeconds: readonly number[];
  /** How many may be in flight at once. */
  concurrency: number;
  /** At most `burst` at once, then one each `intervalMs`. */
  pacing?: { intervalMs: number; burst: number };
  /** Has a Standard Webhooks signing secret. */
  signed: boolean;
  /** A stranger's address, to be confirmed when EMAIL_VERIFICATION is on: the config field that holds it. */
  verifiedField?: string;
  /** Config fields that name who receives: with another value there, what the receiver asked for does not hold any more. */
  receiverFields: readonly string[];
  /** Config fields that a resolve must take from the trigger it closes. */
  resolveFields?: readonly string[];
  /** Refuses what the schema cannot know (the operator's host list); a sentence and the field, or null. */
  check?(config: Config, settings: DestinationIo["settings"]): { path: string; message: string } | null;
  /** The target in a list, without secrets. */
  describe(config: Config): string;
  /** Renders once: the text that each try sends, where a repeat must be byte-identical. */
  render?(message: Message, config: Config): string;
  /** Sends one message. Resolves with what became of it; never throws. */
  send(message: Message, config: Config, io: DestinationIo, rendered: string | null): Promise<SendResult>;
}
