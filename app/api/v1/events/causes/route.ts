import { z } from "zod";
import { listEventCauses } from "@/lib/data/events/causes";
import { eventCauseFilter, eventCauseShape } from "@/lib/domain/moments/event";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List what events errored for, grouped, the most recent first",
    scope: "read",
    query: eventCauseFilter,
    response: z.object({ data: z.array(eventCauseShape) }),
    handle: async ({ actor, query }) => ({ data: await listEventCauses(actor, query) }),
  }),
});
