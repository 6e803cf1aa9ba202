import { listMoments } from "@/lib/data/moments/moments";
import { momentFilter, momentShape } from "@/lib/domain/moments/moment";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List moments by when they occurred, the last first",
    scope: "read",
    query: pageQuery.extend(momentFilter.shape),
    response: pageOf(momentShape),
    handle: ({ actor, query: { limit, cursor, ...filter } }) => listMoments(actor, filter, { limit, cursor }),
  }),
});
