import { deleteInvitation, getInvitation } from "@/lib/data/people/invitations";
import { invitationShape } from "@/lib/domain/people/invitation";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get an open invitation",
    scope: "read",
    response: invitationShape,
    handle: ({ actor, params }) => getInvitation(actor, params.id ?? ""),
  }),
  DELETE: route({
    summary: "Take an invitation back",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteInvitation(actor, params.id ?? ""),
  }),
});
