import { deleteSubscription, getSubscription, updateSubscription } from "@/lib/data/subscriptions/subscriptions";
import { subscriptionPatch, subscriptionShape } from "@/lib/domain/routing/subscription";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get a subscription",
    scope: "read",
    response: subscriptionShape,
    handle: ({ actor, params }) => getSubscription(actor, params.id ?? ""),
  }),
  PATCH: route({
    summary: "Change a subscription",
    scope: "admin",
    body: subscriptionPatch,
    response: subscriptionShape,
    handle: ({ actor, params, body }) => updateSubscription(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Delete a subscription",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteSubscription(actor, params.id ?? ""),
  }),
});
