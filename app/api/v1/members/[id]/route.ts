import { getMember, removeMember, updateMember } from "@/lib/data/people/members";
import { memberPatch, memberShape } from "@/lib/domain/people/member";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get a member",
    scope: "read",
    response: memberShape,
    handle: ({ actor, params }) => getMember(actor, params.id ?? ""),
  }),
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
