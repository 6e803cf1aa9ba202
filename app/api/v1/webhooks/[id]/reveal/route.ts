import { z } from "zod";
import { revealWebhook } from "@/lib/data/webhooks/tokens";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "The whole token and URL; recorded in the audit log",
    scope: "team",
    response: z.object({ token: z.string(), url: z.string() }),
    handle: ({ actor, params }) => revealWebhook(actor, params.id ?? ""),
  }),
});
