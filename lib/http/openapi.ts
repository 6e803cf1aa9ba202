import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { Access } from "../domain/people/actor";
import type { Declaration } from "./route";

/** What a `route.ts` declares, and where it stands: `/api/v1/alerts/[id]`. */
export interface RouteFile {
  path: string;
  declarations: Partial<Record<string, Declaration>>;
}

const problem = z
  .object({
    type: z.string(),
    title: z.string(),
    status: z.number().int(),
    detail: z.string(),
    code: z.string(),
    request_id: z.string(),
    errors: z.array(z.object({ path: z.string(), message: z.string() })).optional(),
    event_id: z.string().optional().meta({ description: "The error event that a refused moment is kept as" }),
  })
  .meta({ id: "Problem", description: "RFC 9457" });

const successStatus = { 200: "OK", 201: "Created", 202: "Accepted", 204: "No content" } as const;

/** The noun that a path is of. The inbound door makes moments. */
function tagOf(path: string): string {
  if (path.startsWith("/moment/")) return "moments";
  return path.split("/")[path.startsWith("/api/v1/") ? 3 : 2] ?? "hotline";
}

const describeAccess: Record<Access, string> = {
  publish: "Scope: publish",
  read: "Scope: read",
  admin: "Scope: admin",
  team: "Scope: team (an organization's admin, or a member of the team). An API key needs admin.",
  person: "Scope: person (whoever is signed in, about their own account). An API key cannot call it.",
};

const entityTagHeader = { ETag: { schema: { type: "string" }, description: "For If-Match: another one after each change" } } as const;
const ifMatch = z.string().optional().meta({
  description: "The ETag of what the change is meant for, several, or *. 412 when it is another one by now; weak tags never match",
});
const idempotencyKey = z.string().max(255).optional().meta({ description: "The same key and body again get the first answer" });

/** `shows`: the same path's GET shows what its PATCH or DELETE changes. */
function operation(path: string, method: string, declaration: Declaration, shows: boolean): ZodOpenApiOperationObject {
  const names = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1] as string);
  const status = declaration.status ?? 200;
  const body = declaration.documentedBody ?? declaration.body;
  const headers = {
    ...(declaration.creates ? { "Idempotency-Key": idempotencyKey } : {}),
    ...(shows && (method === "PATCH" || method === "DELETE") ? { "If-Match": ifMatch } : {}),
  };
  const isTagged = status !== 204 && (shows || (declaration.creates && status === 201));
  return {
    summary: declaration.summary,
    operationId: `${method.toLowerCase()}${path.replace(/[^a-zA-Z0-9]+(\w?)/g, (_, letter: string) => letter.toUpperCase())}`,
    tags: [tagOf(path)],
    ...(declaration.scope === null ? { security: [] } : { description: describeAccess[declaration.scope] }),
    requestParams: {
      ...(names.length > 0 ? { path: z.object(Object.fromEntries(names.map((name) => [name, z.string()]))) } : {}),
      ...(declaration.query ? { query: declaration.query as z.ZodObject } : {}),
      ...(Object.keys(headers).length > 0 ? { header: z.object(headers) } : {}),
    },
    ...(body ? { requestBody: { required: !declaration.optionalBody, content: { "application/json": { schema: body } } } } : {}),
    responses: {
      [String(status)]: {
        description: successStatus[status],
        ...(isTagged ? { headers: entityTagHeader } : {}),
        ...(declaration.response ? { content: { "application/json": { schema: declaration.response } } } : {}),
      },
      default: { description: "A problem", content: { "application/problem+json": { schema: problem } } },
    },
  };
}

/** The description of the HTTP API, made from the same declarations that the routes run by. */
export function createOpenApi(routes: readonly RouteFile[]) {
  const paths: ZodOpenApiPathsObject = {};
  for (const { path, declarations } of [...routes].sort((a, b) => a.path.localeCompare(b.path))) {
    const shown = path.replace(/\[(\w+)\]/g, "{$1}");
    const shows = declarations.GET !== undefined && (declarations.PATCH ?? declarations.DELETE) !== undefined;
    paths[shown] = Object.fromEntries(
      Object.entries(declarations).flatMap(([method, declaration]) =>
        declaration ? [[method.toLowerCase(), operation(shown, method, declaration, shows)]] : [],
      ),
    );
  }
  return createDocument({
    openapi: "3.1.1",
    info: { title: "Hotline", version: "1", description: "Publish alerts, configure where they go, and see what became of them." },
    servers: [{ url: "/" }],
    security: [{ apiKey: [] }],
    components: { securitySchemes: { apiKey: { type: "http", scheme: "bearer", description: "An API key: hl_key_…" } } },
    paths,
  });
}
