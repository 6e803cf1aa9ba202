import type { Severity } from "../domain/alerts/message";
import type { HttpAnswer, HttpRequest } from "../domain/delivering/http-exchange";
import type { Field } from "../domain/form-field";
import type { MomentType } from "../domain/moments/moment-type";

/** When a request came in, and how late a time may be that it names. */
export interface Times {
  /** Its arrival, in epoch milliseconds: what names no time happened then. */
  now: number;
  /** The present, where it is another time: who corrects a body may tell of what happened since. */
  latest?: number;
}

/** One request as it came in. Header names are lower case. */
export interface Inbound extends Times {
  headers: Readonly<Record<string, string>>;
  /** The raw bytes: signatures are over these. */
  body: Uint8Array;
  /**
   * What the body holds: parsed JSON, or the `payload` of a form. A number that JavaScript would write otherwise than it is written
   * (12345678901234567890, 1.50, 1e400) is a string that holds its source: read ids and numbers with `text` and `number` of shape.ts.
   */
  value: unknown;
}

/** What a signature was worth. `unsigned`: the webhook has no secret, so none was asked for. */
export type SignatureVerdict = "valid" | "unsigned" | "missing" | "stale" | "mismatch";

/** What a good event says, once a moment; times are epoch milliseconds. */
export interface ParsedMoment {
  /** At most 70 characters; typed integrations cut what is longer. */
  name: string;
  type: MomentType;
  source: string | null;
  sourceUrl: string | null;
  /** Markdown. */
  description: string;
  occurredAt: number;
  action: "trigger" | "resolve";
  /** What a trigger and its resolve have in common, in the tool's own words. */
  correlation: string | null;
  severity: Severity | null;
  /** What the tool calls its environment: an environment's slug, or not. */
  environment: string | null;
  /** What the tool calls this thing, for asking the tool about it. */
  externalId: string | null;
  /**
   * What the tool says of one thing, at most 64 characters: the same as long as it says the same, so that a group that is told again tells
   * nothing new of it, until the opposite is told of its correlation. Null where each request is news.
   */
  identity: string | null;
  /** A system alert that this is too: `deploy:failed` with the payload that its contract asks for, but `env_id`. */
  system: { name: string; payload: Record<string, unknown> } | null;
}

/**
 * What became of a body: its moments (none, with a note, for what is fine and says nothing: a ping), or why it breaks the contract, in
 * words that its sender's owner understands; `errors` names the fields.
 */
export type Parsed =
  | { ok: true; moments: readonly ParsedMoment[]; note?: string }
  | { ok: false; reason: string; cause: string; errors?: readonly { path: string; message: string }[] };

/** What an integration may reach for when it contacts its tool. */
export interface ToolIo {
  /** Guarded HTTP, as destinations have it. Never throws. */
  http(request: HttpRequest): Promise<HttpAnswer>;
  /** The tool's API, where the operator's settings name another one. */
  baseUrl: string;
}

/** What the tool said. `outcome` is a code of lib/domain/delivering/outcome.ts; words are for the Errors tab. */
export type ToolResult<Value> =
  | { ok: true; value: Value }
  | { ok: false; outcome: string; statusCode: number | null; error: string; fix: string | null; retryAt: number | null };

/** How Hotline contacts the tool with a team's key. */
export interface ToolContact {
  /** The key and what else is asked for; `secret` ones are encrypted. */
  fields: readonly Field[];
  /** The tool's public API, and the environment variable that names another one. */
  baseUrl(config: Record<string, string>): string;
  setting: string;
  /** One cheap, read-only request that says whether the key works; resolves with whose it is, in words. */
  check(config: Record<string, string>, io: ToolIo): Promise<ToolResult<string>>;
  /** More about a moment, as Markdown; absent where the tool offers nothing. */
  enrich?(externalId: string, config: Record<string, string>, io: ToolIo): Promise<ToolResult<string>>;
}

/** A kind of tool that posts to Hotline: everything known of it is in its one file. */
export interface Integration {
  integration: string;
  label: string;
  /** In one line, for the person who chooses. */
  summary: string;
  /** The `d` of an SVG path in a 24 × 24 box, drawn with a 1.5 px stroke. */
  icon: string;
  /** How to point the tool at a URL, a step each; and what to paste there. */
  setup: { steps: readonly string[]; link: { label: string; url: string }; template?: { label: string; text: string } };
  /** Where the tool's owner finds the secret that signs its requests; null where the tool signs nothing. */
  signature: {
    header: string;
    help: string;
    /** Why this cannot be such a secret, in words for its field; absent where the tool takes any text. */
    fault?(secret: string): string | null;
  } | null;
  /** The sender's own id of this request, constant over its retries; null without one. What has moments with an identity needs none. */
  requestId(inbound: Inbound): string | null;
  /**
   * What tells this request from others where nothing in it is its own: the next news of the same thing may look alike. So it counts for some
   * minutes, and until something else is told of its correlation.
   */
  doubtfulId?(inbound: Inbound): string | null;
  /** Checks the signature against each secret, over the raw bytes and in constant time. Never throws. */
  verify(secrets: readonly string[], inbound: Inbound): Exclude<SignatureVerdict, "unsigned">;
  /** Reads the body. Never throws; an unknown shape is a reason. */
  parse(inbound: Inbound): Parsed;
  /** A caller that breaks the contract is told so by a 422; others would retry, or switch themselves off. */
  tellsCaller: boolean;
  contact?: ToolContact;
}
