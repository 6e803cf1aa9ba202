import { listAuditEntries } from "@/lib/data/audit/entries";
import { auditEntryShape, auditFilter } from "@/lib/domain/people/audit-entry";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List what was changed, by whom, newest first",
    scope: "read",
    query: pageQuery.extend(auditFilter.shape),
    response: pageOf(auditEntryShape),
    handle: ({ actor, query: { limit, cursor, ...filter } }) => listAuditEntries(actor, filter, { limit, cursor }),
  }),
});
