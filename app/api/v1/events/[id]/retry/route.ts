import { readEventAgain } from "@/lib/data/events/read-again";
import { sourceOf } from "@/lib/domain/json";
import { eventShape, retryEventInput } from "@/lib/domain/moments/event";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Read an event that errored once more, with a corrected body or without",
    scope: "team",
    body: retryEventInput,
    optionalBody: true,
    response: eventShape,
    handle: ({ actor, params, body, text }) =>
      readEventAgain(actor, params.id ?? "", body.body, body.body === undefined ? undefined : (sourceOf(text, "body")[0] ?? undefined)),
  }),
});
