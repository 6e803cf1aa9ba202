import { z } from "zod";
import { alertFilter } from "@/lib/domain/history";
import { retryDeliveries } from "@/lib/server/retry";
import { methods, route } from "@/lib/server/route";

// Strict: a mistyped filter would retry everything.
const retryFilter = alertFilter.strict().meta({ id: "RetryFilter" });

export const { GET, POST, PUT, PATCH, DELETE, declarations } = methods({
  POST: route({
    summary: "Retry every delivery of the alerts that a filter matches: those of the filter's status, else the failed and skipped ones",
    scope: "admin",
    body: retryFilter,
    creates: true,
    status: 202,
    response: z.object({ count: z.number().int() }),
    handle: ({ actor, body }) => retryDeliveries(actor, body),
  }),
});
