import { z } from "zod";
import { listMomentSources } from "@/lib/data/moments/sources";
import { momentSourceShape } from "@/lib/domain/moments/moment";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List what has sent moments, the most recent first: how often, and when last",
    scope: "read",
    query: z.object({ team_id: z.string().max(64).optional() }),
    response: z.object({ data: z.array(momentSourceShape) }),
    handle: async ({ actor, query }) => ({ data: await listMomentSources(actor, query) }),
  }),
});
