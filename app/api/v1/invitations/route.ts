import { listInvitations } from "@/lib/data/people/invitations";
import { invite } from "@/lib/data/people/invite";
import { invitationInput, invitationShape, sentInvitationShape } from "@/lib/domain/people/invitation";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List open invitations, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(invitationShape),
    handle: ({ actor, query }) => listInvitations(actor, query),
  }),
  POST: route({
    summary: "Invite an address by mail; an earlier invitation of it is replaced",
    scope: "admin",
    body: invitationInput,
    creates: true,
    status: 201,
    response: sentInvitationShape,
    handle: ({ actor, body }) => invite(actor, body),
  }),
});
