import { addTeamMember, removeTeamMember } from "@/lib/data/people/teams";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  PUT: route({
    summary: "Put a member into a team",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => addTeamMember(actor, params.id ?? "", params.user_id ?? ""),
  }),
  DELETE: route({
    summary: "Take a member out of a team",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => removeTeamMember(actor, params.id ?? "", params.user_id ?? ""),
  }),
});
