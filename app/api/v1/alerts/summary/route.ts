import { summarizeAlerts } from "@/lib/data/alert-figures";
import { alertSummaryShape } from "@/lib/domain/history";
import { methods, route } from "@/lib/server/route";

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  GET: route({
    summary: "The last 24 hours in figures",
    scope: "read",
    response: alertSummaryShape,
    handle: ({ actor }) => summarizeAlerts(actor),
  }),
});
