import { createEnvironment, listEnvironments } from "@/lib/data/environments/environments";
import { environmentInput, environmentShape } from "@/lib/domain/routing/environment";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List environments, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(environmentShape),
    handle: ({ actor, query }) => listEnvironments(actor, query),
  }),
  POST: route({
    summary: "Make an environment",
    scope: "admin",
    body: environmentInput,
    creates: true,
    status: 201,
    response: environmentShape,
    handle: ({ actor, body }) => createEnvironment(actor, body),
  }),
});
