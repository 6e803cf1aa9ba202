import { randomUUID } from "node:crypto";
import { z } from "zod";
import { type Answer, once } from "../data/idempotency";
import { fieldErrorsOf } from "../domain/field-errors";
import { unstorable } from "../domain/json";
import { type Access, type Actor, authorize } from "../domain/people/actor";
import { type FieldError, invalid, isProblem, Problem, unavailable } from "../domain/problem";
import { readActor } from "../identity/actor";
import { log } from "../log";
import { metrics } from "../metrics";
import { unlessAway } from "../postgres/away";
import { isGone, isReferenceGone, isTaken, isUnavailable } from "../postgres/errors";
import { readJson } from "../request/body";
import { redactPath } from "../request/redact-path";
import { entityTag, writeIfMatch } from "./entity-tag";
import { problemResponse } from "./problem-response";

type Output<Schema> = Schema extends z.ZodType ? z.output<Schema> : undefined;

/** One method of one path: what it takes, what it gives, who may call it. `openapi.json` is made from these. */
export interface Declaration<
  Body extends z.ZodType | undefined = z.ZodType | undefined,
  Query extends z.ZodType | undefined = z.ZodType | undefined,
> {
  summary: string;
  /** What is asked of the caller; the data functions ask it again. Null: anybody. */
  scope: Access | null;
  body?: Body;
  /** An empty body counts as `{}`. */
  optionalBody?: boolean;
  /** What openapi.json says of the body, where `body` leaves the checking to `handle`. */
  documentedBody?: z.ZodType;
  query?: Query;
  /** A POST that makes or sends something of its own each time: it takes an Idempotency-Key. Others do what they do again. */
  creates?: boolean;
  /** The status of a success; 204 has no body. */
  status?: 200 | 201 | 202 | 204;
  response?: z.ZodType;
  handle(context: {
    actor: Actor;
    body: Output<Body>;
    query: Output<Query>;
    params: Record<string, string>;
    /** The body's source text. */
    text: string;
    request: Request;
  }): Promise<unknown>;
}

/** JSON text that is sent as it is. */
export class RawJson {
  constructor(readonly text: string) {}
}

export type Handler = (request: Request, context: { params: Promise<Record<string, string | string[] | undefined>> }) => Promise<Response>;

/** A list's `limit` and `cursor` stand in the query schema too: `page.extend(...)`. */
export function route<Body extends z.ZodType | undefined = undefined, Query extends z.ZodType | undefined = undefined>(
  declaration: Declaration<Body, Query>,
): Declaration {
  return declaration as unknown as Declaration;
}

const allMethods = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof allMethods)[number];

/** What a path can do, beside the method that is asked for. */
interface Path {
  /** What an `Allow` says. */
  allow: string;
  /** Shows the thing that the path's PATCH or DELETE is about. */
  shows?: Declaration;
}

/** Says which method an OPTIONS stands for that the server could not hand on. */
export const refusedMethodHeader = "x-hotline-refused-method";

/**
 * The handlers that a `route.ts` exports: each declared method, OPTIONS, and a 405 for the others. Where a GET stands beside a PATCH or a DELETE,
 * it shows what they change: answers have its entity tag, and they heed an If-Match. `declarations` is what openapi.json reads.
 */
export function methods(
  declared: Partial<Record<Method, Declaration>>,
): Record<Method | "OPTIONS", Handler> & { declarations: typeof declared } {
  const takes = Object.keys(declared).join(", ");
  const path: Path = {
    allow: [...Object.keys(declared).flatMap((method) => (method === "GET" ? ["GET", "HEAD"] : [method])), "OPTIONS"].join(", "),
    ...(declared.PATCH || declared.DELETE ? { shows: declared.GET } : {}),
  };
  const refuse: Declaration = {
    summary: "",
    scope: null,
    handle: () => Promise.reject(new Problem(405, "method_not_allowed", `This path takes ${takes || "no method"}.`)),
  };
  const options: Declaration = {
    summary: "",
    scope: null,
    handle: async (context) =>
      context.request.headers.has(refusedMethodHeader)
        ? refuse.handle(context)
        : new Response(null, { status: 204, headers: { allow: path.allow } }),
  };
  // What is refused changes nothing that a tag could be asked of.
  const handlerOf = (declaration: Declaration | undefined) =>
    declaration ? answerWith(declaration, path) : answerWith(refuse, { allow: path.allow });
  const handlers = Object.fromEntries(allMethods.map((method) => [method, handlerOf(declared[method])])) as Record<Method, Handler>;
  return { ...handlers, OPTIONS: answerWith(options, path), declarations: declared };
}

function answerWith(declaration: Declaration, path: Path): Handler {
  return async (request, context) => {
    const requestId = randomUUID();
    let response: Response;
    try {
      response = await unlessAway(answer(declaration, path, request, context));
    } catch (error) {
      response = problemResponse(toProblem(error, request, requestId), requestId);
      if (response.status === 405) response.headers.set("allow", path.allow);
    }
    if (request.method === "HEAD") response = await withoutBody(response);
    response.headers.set("x-request-id", requestId);
    metrics().requests.inc({ method: request.method, status: String(response.status) });
    return response;
  };
}

/** Next answers a HEAD by the GET and never reads the body: a stream would stay open, and what it holds held. */
async function withoutBody({ body, status, headers }: Response): Promise<Response> {
  await body?.cancel().catch(() => {});
  return new Response(null, { status, headers });
}

/** Nothing is ignored that might have narrowed a list, or what a write is about. Publishing and what anybody may call take what comes with it. */
function querySchema({ query, scope }: Declaration): z.ZodType | null {
  if (query instanceof z.ZodObject) return query.strict();
  return query ?? (scope === null || scope === "publish" ? null : z.strictObject({}));
}

function readQuery(declaration: Declaration, request: Request): unknown {
  const sent = [...new URL(request.url).searchParams];
  const broken = sent.flatMap(([path, value]) => {
    const message = unstorable(value);
    return message ? [{ path, message }] : [];
  });
  if (broken.length > 0) throw invalid(broken);
  const schema = querySchema(declaration);
  return schema ? check(schema, Object.fromEntries(sent), "parameter") : undefined;
}

async function answer(declaration: Declaration, { shows }: Path, request: Request, context: Parameters<Handler>[1]): Promise<Response> {
  const actor = declaration.scope === null ? (null as unknown as Actor) : await readActor(request);
  if (declaration.scope !== null) authorize(actor, declaration.scope);
  const params = (await context.params) as Record<string, string>;
  const query = readQuery(declaration, request);
  const { text, value } = declaration.body ? await readJson(request, declaration.optionalBody) : { text: "", value: undefined };
  const body = declaration.body ? check(declaration.body, value) : undefined;
  const handle = () => declaration.handle({ actor, body: body as never, query: query as never, params, text, request });
  const changes = request.method === "PATCH" || request.method === "DELETE";
  const ifMatch = shows && changes ? request.headers.get("if-match") : null;
  const look = async () => shows?.handle({ actor, body: undefined, query: undefined, params, text: "", request });
  const run = ifMatch === null ? handle : () => writeIfMatch(actor, ifMatch, look, handle);
  const status = declaration.status ?? 200;
  const key = declaration.creates && actor ? request.headers.get("idempotency-key") : null;
  const isThing = shows !== undefined || (declaration.creates && status === 201);
  if (key === null) return toResponse(status, await run(), isThing);
  const work = async (): Promise<Answer> => ({ status, body: await run() });
  const first = await once(actor, `${request.method} ${new URL(request.url).pathname}`, key, text, work);
  const response = toResponse(first.status, first.body ?? undefined, isThing);
  if (first.replayed) response.headers.set("idempotent-replayed", "true");
  return response;
}

function toResponse(status: number, body: unknown, isThing = false): Response {
  if (body instanceof Response) return body;
  if (status === 204 || body === undefined) return new Response(null, { status: 204 });
  const text = body instanceof RawJson ? body.text : JSON.stringify(body);
  const headers = new Headers({ "content-type": "application/json; charset=utf-8", "cache-control": "no-store" });
  if (isThing && !(body instanceof RawJson)) headers.set("etag", entityTag(body as object));
  return new Response(text, { status, headers });
}

/** The parsed value. Throws 422 with every field that is wrong; a `noun` is a field or a parameter. */
export function check<Schema extends z.ZodType>(schema: Schema, value: unknown, noun?: string): z.output<Schema> {
  const parsed = schema.safeParse(value);
  // What a handler reads for itself is its own to judge.
  const hidden = schema.def.type === "unknown" ? [] : findProto(value);
  const errors = [...fieldErrorsOf(schema, parsed.error?.issues ?? [], noun), ...hidden];
  if (parsed.success && errors.length === 0) return parsed.data;
  throw invalid(errors.filter(({ path }, index) => errors.findIndex((other) => other.path === path) === index).slice(0, 100));
}

/** What somebody else wrote, which is kept as it is. */
const verbatim = ["payload", "body"];

/** Each key called `__proto__`: zod's records leave it out without a word. */
function findProto(value: unknown, path = "", depth = 0): FieldError[] {
  if (typeof value !== "object" || value === null || depth > 5) return [];
  const at = (key: string) => (path ? `${path}.${key}` : key);
  return Object.keys(value).flatMap((key) => {
    if (key === "__proto__") return [{ path: at(key), message: "cannot be a name here" }];
    return depth === 0 && verbatim.includes(key) ? [] : findProto((value as Record<string, unknown>)[key], at(key), depth + 1);
  });
}

/** What somebody else did between a request's look and its write; null when it is something else. */
function metMeanwhile(error: unknown, method: string): Problem | null {
  if (isGone(error)) return new Problem(404, "not_found", "What this is about was deleted meanwhile.");
  if (isTaken(error)) return new Problem(409, "made_meanwhile", "Somebody else made the same meanwhile.");
  if (!isReferenceGone(error)) return null;
  if (method === "DELETE") return new Problem(409, "in_use", "Something began to use this meanwhile.");
  return new Problem(422, "invalid_input", "Something that this names was deleted meanwhile.", { errors: [] });
}

function toProblem(error: unknown, request: Request, requestId: string): Problem {
  if (isProblem(error)) return error;
  const details = { requestId, method: request.method, path: redactPath(new URL(request.url).pathname), err: error };
  if (error instanceof Error && error.name === "DecryptError") {
    return new Problem(
      409,
      "decrypt_failed",
      "A stored secret does not open: restore its key in ENCRYPTION_KEYS, or send the secret anew.",
    );
  }
  if (isUnavailable(error)) {
    log().warn(details, "database unavailable");
    return unavailable();
  }
  const met = metMeanwhile(error, request.method);
  if (met) return met;
  log().error(details, "request failed");
  return new Problem(500, "internal", "Hotline failed; its log says more under this request id.");
}
