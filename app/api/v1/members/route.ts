import { listMembers } from "@/lib/data/members";
import { memberShape } from "@/lib/domain/member";
import { pageOf, pageQuery } from "@/lib/server/page-query";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  GET: route({
    summary: "List the organization's members, newest account first",
    scope: "read",
    query: pageQuery,
    response: pageOf(memberShape),
    handle: ({ actor, query }) => listMembers(actor, query),
  }),
});
