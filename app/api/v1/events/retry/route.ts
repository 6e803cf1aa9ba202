import { z } from "zod";
import { retryEventsInput } from "@/lib/domain/event";
import { retryMatchingEvents } from "@/lib/server/retry-events";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Have every event read once more that errored and that this matches, of the teams that the caller may manage",
    scope: "read",
    body: retryEventsInput,
    status: 202,
    response: z.object({ count: z.number().int() }),
    handle: ({ actor, body }) => retryMatchingEvents(actor, body),
  }),
});
