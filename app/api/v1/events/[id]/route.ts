import { getEvent } from "@/lib/data/events";
import { eventShape } from "@/lib/domain/event";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  GET: route({
    summary: "Get an event whole",
    scope: "read",
    response: eventShape,
    handle: ({ actor, params }) => getEvent(actor, params.id ?? ""),
  }),
});
