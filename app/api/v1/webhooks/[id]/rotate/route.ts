import { rotateWebhook } from "@/lib/data/webhooks/tokens";
import { rotateWebhookInput, webhookShape } from "@/lib/domain/moments/webhook";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Make a webhook with a new token in this one's place; the old token lives until old_expires_at",
    scope: "team",
    body: rotateWebhookInput,
    creates: true,
    status: 201,
    response: webhookShape,
    handle: ({ actor, params, body }) => rotateWebhook(actor, params.id ?? "", body.old_expires_at),
  }),
});
