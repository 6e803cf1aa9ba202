import { z } from "zod";
import { retryDelivery } from "@/lib/data/deliveries/retry";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Send a delivery again that was sent, failed or was skipped",
    scope: "admin",
    creates: true,
    status: 202,
    response: z.object({ id: z.string(), status: z.literal("pending") }),
    handle: ({ actor, params }) => retryDelivery(actor, params.id ?? ""),
  }),
});
