import { listIntegrationErrors } from "@/lib/data/integrations/errors";
import { integrationErrorShape } from "@/lib/domain/moments/integration";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List what went wrong when Hotline contacted a tool, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(integrationErrorShape),
    handle: ({ actor, params, query }) => listIntegrationErrors(actor, params.integration ?? "", query),
  }),
});
