import { z } from "zod";
import { readEventsAgain } from "@/lib/data/events/read-again";
import { retryEventsInput } from "@/lib/domain/moments/event";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary:
      "Have the events read once more that errored and that this matches, of the teams that the caller may manage: at most 10,000 at once",
    scope: "team",
    body: retryEventsInput,
    status: 202,
    response: z.object({
      count: z.number().int(),
      more: z.literal(true).optional().meta({ description: "Others match beyond the 10,000 that are taken at once: ask again for them." }),
    }),
    handle: ({ actor, body }) => readEventsAgain(actor, body),
  }),
});
