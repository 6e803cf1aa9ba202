import { deleteApiKey, getApiKey, updateApiKey } from "@/lib/data/people/api-keys";
import { apiKeyPatch, apiKeyShape } from "@/lib/domain/people/api-key";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get an API key",
    scope: "read",
    response: apiKeyShape,
    handle: ({ actor, params }) => getApiKey(actor, params.id ?? ""),
  }),
  PATCH: route({
    summary: "Change an API key",
    scope: "admin",
    body: apiKeyPatch,
    response: apiKeyShape,
    handle: ({ actor, params, body }) => updateApiKey(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Revoke an API key",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteApiKey(actor, params.id ?? ""),
  }),
});
