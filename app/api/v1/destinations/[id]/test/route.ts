import { openSaved } from "@/lib/data/destinations";
import { testShape } from "@/lib/domain/destination";
import { methods, route } from "@/lib/server/route";
import { sendTest } from "@/lib/server/send-test";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Send a sample message to a destination",
    scope: "admin",
    response: testShape,
    handle: async ({ actor, params }) => sendTest(actor, await openSaved(actor, params.id ?? "")),
  }),
});
