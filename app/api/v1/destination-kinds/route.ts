import { z } from "zod";
import { destinationKindShape } from "@/lib/destinations/kind-shape";
import { describeKinds } from "@/lib/http/destination-kinds";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List the kinds of destination, with the fields of their config",
    scope: "read",
    response: z.object({ data: z.array(destinationKindShape) }),
    handle: async () => ({ data: describeKinds() }),
  }),
});
