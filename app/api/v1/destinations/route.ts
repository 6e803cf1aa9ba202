import { createDestination, listDestinations } from "@/lib/data/destinations/destinations";
import { destinationShape } from "@/lib/domain/delivering/destination";
import { destinationBody, destinationInputs } from "@/lib/http/destination-inputs";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
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
    body: destinationBody,
    documentedBody: destinationInputs,
    creates: true,
    status: 201,
    response: destinationShape,
    handle: ({ actor, body }) => createDestination(actor, body),
  }),
});
