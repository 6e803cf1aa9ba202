import { listDeliveries } from "@/lib/data/deliveries/deliveries";
import { deliveryFilter, deliveryItemShape } from "@/lib/domain/alerts/delivery";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List deliveries, newest first. A page of one status may hold fewer than were asked for and still have a next one",
    scope: "read",
    query: pageQuery.extend(deliveryFilter.shape),
    response: pageOf(deliveryItemShape),
    handle: ({ actor, query: { limit, cursor, ...filter } }) => listDeliveries(actor, filter, { limit, cursor }),
  }),
});
