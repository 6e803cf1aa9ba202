import { deleteDestination, getDestination, updateDestination } from "@/lib/data/destinations/destinations";
import { destinationPatch, destinationShape } from "@/lib/domain/delivering/destination";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get a destination",
    scope: "read",
    response: destinationShape,
    handle: ({ actor, params }) => getDestination(actor, params.id ?? ""),
  }),
  PATCH: route({
    summary: "Change a destination",
    scope: "admin",
    body: destinationPatch,
    response: destinationShape,
    handle: ({ actor, params, body }) => updateDestination(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Delete a destination",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteDestination(actor, params.id ?? ""),
  }),
});
