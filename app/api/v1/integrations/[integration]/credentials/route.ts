import { createCredential, listCredentials } from "@/lib/data/integrations/credentials";
import { credentialInput, credentialShape } from "@/lib/domain/moments/credential";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List the keys that teams have stored for a tool, newest first; secrets masked",
    scope: "read",
    query: pageQuery,
    response: pageOf(credentialShape),
    handle: ({ actor, params, query }) => listCredentials(actor, params.integration ?? "", query),
  }),
  POST: route({
    summary: "Store a team's key to a tool; for admins and the team's members",
    // A team's members may, whatever their role: the data function says who.
    scope: "team",
    body: credentialInput,
    creates: true,
    status: 201,
    response: credentialShape,
    handle: ({ actor, params, body }) => createCredential(actor, params.integration ?? "", body),
  }),
});
