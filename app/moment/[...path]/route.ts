import { z } from "zod";
import { momentInput } from "@/lib/domain/moments/moment";
import { readEntry } from "@/lib/engine/receive/entry";
import { receive } from "@/lib/engine/receive/receive";
import { methods, route } from "@/lib/http/route";
import { integrationOf } from "@/lib/integrations";

const segments = (params: Record<string, unknown>) => params.path as string[];

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
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
  POST: route({
    summary: "Post a moment",
    scope: null,
    documentedBody: momentInput,
    response: z.object({ id: z.string(), status: z.enum(["success", "error"]) }),
    handle: ({ request, params }) => receive(request, segments(params)),
  }),
});
export const HEAD = GET;
