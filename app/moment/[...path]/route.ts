import { z } from "zod";
import { momentInput } from "@/lib/domain/moments/moment";
import { countRefused, readEntry } from "@/lib/engine/receive/entry";
import { receive } from "@/lib/engine/receive/receive";
import { type Handler, methods, refusedMethodHeader, route } from "@/lib/http/route";
import { integrationOf } from "@/lib/integrations";

const segments = (params: Record<string, unknown>) => params.path as string[];

const take = (summary: string) =>
  route({
    summary,
    scope: null,
    documentedBody: momentInput,
    response: z.object({ id: z.string(), status: z.enum(["success", "error"]) }),
    handle: ({ request, params }) => receive(request, segments(params)),
  });

const handlers = methods({
  GET: route({
    summary: "What a webhook is for; creates nothing",
    scope: null,
    response: z.object({ integration: z.string(), label: z.string().nullable(), takes: z.string() }),
    handle: async ({ request, params }) => {
      const { door, integration } = await readEntry(request, segments(params));
      const tool = integrationOf(integration)?.label ?? integration;
      return { integration, label: door?.label ?? null, takes: `POST requests of ${tool}` };
    },
  }),
  POST: take("Post a moment"),
  PUT: take("Post a moment, as POST does: some tools know PUT alone"),
});

/** The webhook's owner hears of a method that nothing here takes. */
const counted =
  (refuse: Handler): Handler =>
  async (request, context) => {
    await countRefused(request.headers, segments(await context.params), "method");
    return refuse(request, context);
  };

export const { GET, POST, PUT, declarations } = handlers;
/** Any other method comes as this one. */
export const OPTIONS: Handler = (request, context) =>
  (request.headers.has(refusedMethodHeader) ? counted(handlers.OPTIONS) : handlers.OPTIONS)(request, context);
export const PATCH = counted(handlers.PATCH);
export const DELETE = counted(handlers.DELETE);
export const HEAD = GET;
