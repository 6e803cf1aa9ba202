import { explain } from "@/lib/data/alerts/explain";
import { explainInput } from "@/lib/domain/alerts/publish-input";
import { traceShape } from "@/lib/domain/alerts/trace";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "What an alert would lead to: nothing is stored, nothing is sent",
    scope: "read",
    body: explainInput,
    response: traceShape,
    handle: ({ actor, body }) => explain(actor, body),
  }),
});
