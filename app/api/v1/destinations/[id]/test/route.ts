import { openSaved } from "@/lib/data/destinations/destinations";
import { savedTestInput, testShape } from "@/lib/domain/destination";
import { sendTest } from "@/lib/engine/deliver/send-test";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Send a sample message to a destination",
    scope: "admin",
    body: savedTestInput,
    optionalBody: true,
    response: testShape,
    handle: async ({ actor, params, body }) => sendTest(actor, await openSaved(actor, params.id ?? "", body.config)),
  }),
});
