import { revealSigningSecret } from "@/lib/data/destinations/signing-secret";
import { signingSecretShape } from "@/lib/domain/delivering/destination";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Reveal a webhook's signing secret; audited",
    scope: "admin",
    response: signingSecretShape,
    handle: ({ actor, params }) => revealSigningSecret(actor, params.id ?? ""),
  }),
});
