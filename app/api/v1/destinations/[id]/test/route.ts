import { openSaved } from "@/lib/data/destinations";
import { savedTestInput, testShape } from "@/lib/domain/destination";
import { methods, route } from "@/lib/server/route";
import { sendTest } from "@/lib/server/send-test";

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
