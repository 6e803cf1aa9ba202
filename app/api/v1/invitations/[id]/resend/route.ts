import { reinvite } from "@/lib/data/people/invite";
import { sentInvitationShape } from "@/lib/domain/people/invitation";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "Mail an invitation again, with another link",
    scope: "admin",
    creates: true,
    response: sentInvitationShape,
    handle: ({ actor, params }) => reinvite(actor, params.id ?? ""),
  }),
});
