import { z } from "zod";
import { listIntegrations } from "@/lib/data/integrations/integrations";
import { integrationShape } from "@/lib/domain/moments/integration";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List the integrations, with what happened in the last 24 hours",
    scope: "read",
    response: z.object({ data: z.array(integrationShape) }),
    handle: async ({ actor }) => ({ data: await listIntegrations(actor) }),
  }),
});
