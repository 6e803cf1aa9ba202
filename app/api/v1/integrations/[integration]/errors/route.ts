import { listIntegrationErrors } from "@/lib/data/integration-errors";
import { integrationErrorShape } from "@/lib/domain/integration";
import { pageOf, pageQuery } from "@/lib/server/page-query";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  GET: route({
    summary: "List what went wrong when Hotline contacted a tool, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(integrationErrorShape),
    handle: ({ actor, params, query }) => listIntegrationErrors(actor, params.integration ?? "", query),
  }),
});
