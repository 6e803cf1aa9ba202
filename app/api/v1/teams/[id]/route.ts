import { deleteTeam, getTeam, updateTeam } from "@/lib/data/people/teams";
import { teamPatch, teamShape } from "@/lib/domain/people/team";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get a team",
    scope: "read",
    response: teamShape,
    handle: ({ actor, params }) => getTeam(actor, params.id ?? ""),
  }),
  PATCH: route({
    summary: "Change a team",
    scope: "admin",
    body: teamPatch,
    response: teamShape,
    handle: ({ actor, params, body }) => updateTeam(actor, params.id ?? "", body),
  }),
  DELETE: route({
    summary: "Delete a team; its API keys go on working",
    scope: "admin",
    status: 204,
    handle: ({ actor, params }) => deleteTeam(actor, params.id ?? ""),
  }),
});
