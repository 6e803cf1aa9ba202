import { rotateSigningSecret } from "@/lib/data/destinations/signing-secret";
import { rotateInput, signingSecretShape } from "@/lib/domain/delivering/destination";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Make a new signing secret; the old one signs beside it for a while",
    scope: "admin",
    body: rotateInput,
    optionalBody: true,
    creates: true,
    response: signingSecretShape,
    handle: ({ actor, params, body }) => rotateSigningSecret(actor, params.id ?? "", body.old_valid_hours),
  }),
});
