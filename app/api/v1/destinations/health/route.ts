import { z } from "zod";
import { listDestinationHealth } from "@/lib/data/destinations/health";
import { destinationHealthShape } from "@/lib/domain/delivering/destination-health";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "How each destination has fared lately",
    scope: "read",
    response: z.object({ data: z.array(destinationHealthShape) }),
    handle: ({ actor }) => listDestinationHealth(actor),
  }),
});
