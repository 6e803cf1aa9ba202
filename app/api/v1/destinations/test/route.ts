import { testUnsaved } from "@/lib/data/destinations/test-destination";
import { testInput, testShape } from "@/lib/domain/delivering/destination";
import { testInputs } from "@/lib/http/destination-inputs";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Send a sample message to a destination that is not saved yet",
    scope: "admin",
    body: testInput,
    documentedBody: testInputs,
    response: testShape,
    handle: ({ actor, body }) => testUnsaved(actor, body),
  }),
});
