import { summarizeAlerts } from "@/lib/data/alerts/figures";
import { alertSummaryShape } from "@/lib/domain/alerts/alert";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "The last 24 hours in figures",
    scope: "read",
    response: alertSummaryShape,
    handle: ({ actor }) => summarizeAlerts(actor),
  }),
});
