import { deleteEnvironment, getEnvironment, updateEnvironment } from "@/lib/data/environments/environments";
import { environmentPatch, environmentShape } from "@/lib/domain/routing/environment";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get an environment",
    scope: "read",
    response: environmentShape,
    handle: ({ actor, params }) => getEnvironment(actor, params.id ?? ""),
  }),
  PATCH: route({
    summary: "Change an environment",
    scope: "admin",
    body: environmentPatch,
    response: environmentShape,
    handle: ({ actor, params, body }) => updateEnvironment(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Delete an environment",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteEnvironment(actor, params.id ?? ""),
  }),
});
