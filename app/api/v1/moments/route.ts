import { listMoments } from "@/lib/data/moments";
import { momentFilter, momentShape } from "@/lib/domain/event";
import { pageOf, pageQuery } from "@/lib/server/page-query";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  GET: route({
    summary: "List moments by when they occurred, the last first",
    scope: "read",
    query: pageQuery.extend(momentFilter.shape),
    response: pageOf(momentShape),
    handle: ({ actor, query: { limit, cursor, ...filter } }) => listMoments(actor, filter, { limit, cursor }),
  }),
});
