import { previewPattern } from "@/lib/data/channels/channels";
import { previewInput, previewShape } from "@/lib/domain/routing/channel";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Which alert names of the last 30 days a pattern matches",
    scope: "read",
    body: previewInput,
    response: previewShape,
    handle: ({ actor, body }) => previewPattern(actor, body),
  }),
});
