import { checkStored } from "@/lib/data/integrations/check-credential";
import { checkShape } from "@/lib/domain/moments/credential";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Ask the tool whether it knows a stored key, and keep what it says",
    scope: "team",
    response: checkShape,
    handle: ({ actor, params }) => checkStored(actor, params.id ?? ""),
  }),
});
