import { deleteWebhook, getWebhook, updateWebhook } from "@/lib/data/webhooks/webhooks";
import { webhookPatch, webhookShape } from "@/lib/domain/moments/webhook";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get a webhook",
    scope: "read",
    response: webhookShape,
    handle: ({ actor, params }) => getWebhook(actor, params.id ?? ""),
  }),
  PATCH: route({
    summary: "Change a webhook; for admins and the team's members",
    scope: "team",
    body: webhookPatch,
    response: webhookShape,
    handle: ({ actor, params, body }) => updateWebhook(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Delete a webhook: its URL is unknown from then on, its events stay",
    scope: "team",
    status: 204,
    handle: ({ actor, params }) => deleteWebhook(actor, params.id ?? ""),
  }),
});
