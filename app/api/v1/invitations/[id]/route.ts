import { deleteInvitation } from "@/lib/data/invitations";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  DELETE: route({
    summary: "Take an invitation back",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteInvitation(actor, params.id ?? ""),
  }),
});
