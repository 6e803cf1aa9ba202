import { readEventAgain } from "@/lib/data/events/read-again";
import { eventShape, retryEventInput } from "@/lib/domain/moments/event";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Read an event that errored once more, with a corrected body or without",
    scope: "team",
    body: retryEventInput,
    optionalBody: true,
    response: eventShape,
    handle: ({ actor, params, body }) => readEventAgain(actor, params.id ?? "", body.body),
  }),
});
