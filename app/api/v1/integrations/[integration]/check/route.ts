import { checkUnsaved } from "@/lib/data/integrations/check-credential";
import { checkShape, credentialInput } from "@/lib/domain/moments/credential";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Ask the tool whether it knows a key, before it is stored; for admins and the team's members",
    scope: "team",
    body: credentialInput,
    response: checkShape,
    handle: ({ actor, params, body }) => checkUnsaved(actor, params.integration ?? "", body),
  }),
});
