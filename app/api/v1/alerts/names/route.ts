import { z } from "zod";
import { listAlertNames } from "@/lib/data/alerts/names";
import { alertNamesShape } from "@/lib/domain/alerts/alert-names";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "The alert names of the last 30 days, most frequent first",
    scope: "read",
    query: z.object({ environment: z.string().max(64).optional().meta({ description: "A slug" }) }),
    response: alertNamesShape,
    handle: ({ actor, query }) => listAlertNames(actor, query),
  }),
});
