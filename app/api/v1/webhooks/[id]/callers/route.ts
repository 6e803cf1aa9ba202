import { listWebhookCallers } from "@/lib/data/webhooks/callers";
import { webhookCallersShape } from "@/lib/domain/moments/webhook";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Who uses a webhook's token, and whether it is safe to let it expire",
    scope: "read",
    response: webhookCallersShape,
    handle: ({ actor, params }) => listWebhookCallers(actor, params.id ?? ""),
  }),
});
