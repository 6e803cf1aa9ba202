import { listDestinations } from "@/lib/data/destinations";
import { destinationInput, destinationShape } from "@/lib/domain/destination";
import { destinationInputs } from "@/lib/server/destination-inputs";
import { pageOf, pageQuery } from "@/lib/server/page-query";
import { methods, route } from "@/lib/server/route";
import { makeDestination } from "@/lib/server/verify-address";

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
    body: destinationInput,
    documentedBody: destinationInputs,
    status: 201,
    response: destinationShape,
    handle: ({ actor, body }) => makeDestination(actor, body),
  }),
});
