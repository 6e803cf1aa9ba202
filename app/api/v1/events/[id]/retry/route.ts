import { eventShape, retryEventInput } from "@/lib/domain/event";
import { retryEvent } from "@/lib/server/retry-event";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Read an event that errored once more, with a corrected body or without",
    scope: "team",
    body: retryEventInput,
    optionalBody: true,
    response: eventShape,
    handle: ({ actor, params, body }) => retryEvent(actor, params.id ?? "", body.body),
  }),
});
