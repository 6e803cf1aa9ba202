import { signOutMember } from "@/lib/data/people/members";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  POST: route({
    summary: "End all sessions of a member",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => signOutMember(actor, params.id ?? ""),
  }),
});
