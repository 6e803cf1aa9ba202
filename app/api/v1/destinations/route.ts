import { checkConfig, listDestinations } from "@/lib/data/destinations";
import { destinationInput, destinationShape } from "@/lib/domain/destination";
import { destinationInputs } from "@/lib/server/destination-inputs";
import { pageOf, pageQuery } from "@/lib/server/page-query";
import { methods, route } from "@/lib/server/route";
import { makeDestination } from "@/lib/server/verify-address";

/** Looks into the config also when another field is wrong, so that everything is named at once. */
const body = destinationInput.superRefine(
  (input, context) => {
    for (const { path, message } of checkConfig(input)) context.addIssue({ code: "custom", path: [path], message });
  },
  { when: ({ value }) => typeof value === "object" && value !== null },
);

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  GET: route({
    summary: "List destinations, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(destinationShape),
    handle: ({ actor, query }) => listDestinations(actor, query),
  }),
  POST: route({
    summary: "Make a destination",
    scope: "admin",
    body,
    documentedBody: destinationInputs,
    creates: true,
    status: 201,
    response: destinationShape,
    handle: ({ actor, body }) => makeDestination(actor, body),
  }),
});
