import { removeMember, updateMember } from "@/lib/data/members";
import { memberPatch, memberShape } from "@/lib/domain/member";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  PATCH: route({
    summary: "Change a member's role",
    scope: "admin",
    body: memberPatch,
    response: memberShape,
    handle: ({ actor, params, body }) => updateMember(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Remove a member from the organization",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => removeMember(actor, params.id ?? ""),
  }),
});
