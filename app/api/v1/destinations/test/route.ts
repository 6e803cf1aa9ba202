import { openUnsaved } from "@/lib/data/destinations";
import { testInput, testShape } from "@/lib/domain/destination";
import { testInputs } from "@/lib/server/destination-inputs";
import { methods, route } from "@/lib/server/route";
import { sendTest } from "@/lib/server/send-test";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Send a sample message to a destination that is not saved yet",
    scope: "admin",
    body: testInput,
    documentedBody: testInputs,
    response: testShape,
    handle: async ({ actor, body }) => sendTest(actor, openUnsaved(actor, body)),
  }),
});
