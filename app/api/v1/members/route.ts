import { listMembers } from "@/lib/data/people/members";
import { memberShape } from "@/lib/domain/people/member";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List the organization's members, newest account first",
    scope: "read",
    query: pageQuery,
    response: pageOf(memberShape),
    handle: ({ actor, query }) => listMembers(actor, query),
  }),
});
