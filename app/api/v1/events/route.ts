import { listEvents } from "@/lib/data/events/events";
import { eventFilter, eventItemShape } from "@/lib/domain/moments/event";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List what webhooks received, newest first",
    scope: "read",
    query: pageQuery.extend(eventFilter.shape),
    response: pageOf(eventItemShape),
    handle: ({ actor, query: { limit, cursor, ...filter } }) => listEvents(actor, filter, { limit, cursor }),
  }),
});
