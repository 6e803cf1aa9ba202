import { deleteCredential, getCredential, updateCredential } from "@/lib/data/integrations/credentials";
import { credentialPatch, credentialShape } from "@/lib/domain/moments/credential";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get a team's key to a tool; secrets masked",
    scope: "read",
    response: credentialShape,
    handle: ({ actor, params }) => getCredential(actor, params.id ?? ""),
  }),
  PATCH: route({
    summary: "Change a team's key to a tool; for admins and the team's members",
    scope: "team",
    body: credentialPatch,
    response: credentialShape,
    handle: ({ actor, params, body }) => updateCredential(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Forget a team's key to a tool",
    scope: "team",
    status: 204,
    handle: ({ actor, params }) => deleteCredential(actor, params.id ?? ""),
  }),
});
