import { z } from "zod";
import { createWebhook, listWebhooks } from "@/lib/data/webhooks/webhooks";
import { webhookInput, webhookShape } from "@/lib/domain/moments/webhook";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List webhooks, newest first",
    scope: "read",
    query: pageQuery.extend({ team_id: z.string().max(64).optional() }),
    response: pageOf(webhookShape),
    handle: ({ actor, query }) => listWebhooks(actor, query),
  }),
  POST: route({
    summary: "Make a webhook; for admins and the team's members",
    // A team's members may, whatever their role: the data function says who.
    scope: "team",
    body: webhookInput,
    creates: true,
    status: 201,
    response: webhookShape,
    handle: ({ actor, body }) => createWebhook(actor, body),
  }),
});
