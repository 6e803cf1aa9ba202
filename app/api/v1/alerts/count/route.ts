import { z } from "zod";
import { countAlerts } from "@/lib/data/alerts/figures";
import { alertCountShape, alertFilter } from "@/lib/domain/alerts/alert";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "How many alerts a filter matches, at most 10,000",
    scope: "read",
    query: alertFilter
      .extend({ after: z.string().max(500).optional().meta({ description: "An alert's id: only newer ones are counted" }) })
      .meta({ id: undefined }),
    response: alertCountShape,
    handle: ({ actor, query: { after, ...filter } }) => countAlerts(actor, filter, after),
  }),
});
