import { createSubscription, listSubscriptions } from "@/lib/data/subscriptions/subscriptions";
import { subscriptionInput, subscriptionShape } from "@/lib/domain/routing/subscription";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List subscriptions, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(subscriptionShape),
    handle: ({ actor, query }) => listSubscriptions(actor, query),
  }),
  POST: route({
    summary: "Make a subscription",
    scope: "admin",
    body: subscriptionInput,
    creates: true,
    status: 201,
    response: subscriptionShape,
    handle: ({ actor, body }) => createSubscription(actor, body),
  }),
});
