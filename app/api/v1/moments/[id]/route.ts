import { getMoment } from "@/lib/data/moments/moments";
import { momentShape } from "@/lib/domain/moments/moment";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get a moment",
    scope: "read",
    response: momentShape,
    handle: ({ actor, params }) => getMoment(actor, params.id ?? ""),
  }),
});
