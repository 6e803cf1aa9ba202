import { eventShape, retryEventInput } from "@/lib/domain/event";
import { retryEvent } from "@/lib/engine/receive/read-again";
import { methods, route } from "@/lib/http/route";

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
