import { foundInvitationShape, invitationToken } from "@/lib/domain/people/invitation";
import { findInvitation } from "@/lib/http/account";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "What the invitation of a link says",
    scope: null,
    body: invitationToken,
    response: foundInvitationShape,
    handle: ({ body, request }) => findInvitation(body.token, request),
  }),
});
