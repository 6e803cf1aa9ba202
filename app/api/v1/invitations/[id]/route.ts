import { deleteInvitation } from "@/lib/data/people/invitations";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  DELETE: route({
    summary: "Take an invitation back",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteInvitation(actor, params.id ?? ""),
  }),
});
