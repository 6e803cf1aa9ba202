import { createApiKey, listApiKeys } from "@/lib/data/people/api-keys";
import { apiKeyInput, apiKeyShape, newApiKeyShape } from "@/lib/domain/people/api-key";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List API keys, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(apiKeyShape),
    handle: ({ actor, query }) => listApiKeys(actor, query),
  }),
  POST: route({
    summary: "Make an API key",
    scope: "admin",
    body: apiKeyInput,
    creates: true,
    status: 201,
    response: newApiKeyShape,
    handle: ({ actor, body }) => createApiKey(actor, body),
  }),
});
