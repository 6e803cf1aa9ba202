import { z } from "zod";
import { alertFilter } from "@/lib/domain/alerts/alert";
import { exportAlerts } from "@/lib/http/export-alerts";
import { methods, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Download the alerts that a filter matches, newest first, as a CSV file or a JSON array",
    scope: "read",
    query: alertFilter.extend({ format: z.enum(["csv", "json"], "must be csv or json").default("csv") }).meta({ id: undefined }),
    handle: async ({ actor, query: { format, ...filter }, request }) => exportAlerts(actor, filter, format, request.signal),
  }),
});
