import { createTeam, listTeams } from "@/lib/data/people/teams";
import { teamInput, teamShape } from "@/lib/domain/people/team";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List teams, newest first",
    scope: "read",
    query: pageQuery,
    response: pageOf(teamShape),
    handle: ({ actor, query }) => listTeams(actor, query),
  }),
  POST: route({
    summary: "Make a team",
    scope: "admin",
    body: teamInput,
    creates: true,
    status: 201,
    response: teamShape,
    handle: ({ actor, body }) => createTeam(actor, body),
  }),
});
