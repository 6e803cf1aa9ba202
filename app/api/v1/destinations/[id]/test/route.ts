import { testDestination } from "@/lib/data/destinations/test-destination";
import { savedTestInput, testShape } from "@/lib/domain/delivering/destination";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Send a sample message to a destination",
    scope: "admin",
    body: savedTestInput,
    optionalBody: true,
    response: testShape,
    handle: ({ actor, params, body }) => testDestination(actor, params.id ?? "", body.config),
  }),
});
