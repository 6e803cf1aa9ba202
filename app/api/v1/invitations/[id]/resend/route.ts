import { sentInvitationShape } from "@/lib/domain/invitation";
import { reinvite } from "@/lib/server/invite";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Mail an invitation again, with another link",
    scope: "admin",
    creates: true,
    response: sentInvitationShape,
    handle: ({ actor, params }) => reinvite(actor, params.id ?? ""),
  }),
});
