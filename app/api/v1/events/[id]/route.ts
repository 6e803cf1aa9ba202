import { getEvent } from "@/lib/data/events/events";
import { eventShape } from "@/lib/domain/moments/event";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get an event whole",
    scope: "read",
    response: eventShape,
    handle: ({ actor, params }) => getEvent(actor, params.id ?? ""),
  }),
});
