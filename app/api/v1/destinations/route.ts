import { checkConfig, listDestinations } from "@/lib/data/destinations/destinations";
import { makeDestination } from "@/lib/data/destinations/verify-address";
import { destinationInput, destinationShape } from "@/lib/domain/destination";
import { destinationInputs } from "@/lib/http/destination-inputs";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

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
