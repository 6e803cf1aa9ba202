import { z } from "zod";
import { countRetryable, retryDeliveries } from "@/lib/data/deliveries/retry";
import { alertFilter } from "@/lib/domain/alerts/alert";
import { methods, route } from "@/lib/http/route";

// Strict: a mistyped filter would retry everything.
const retryFilter = alertFilter.strict().meta({ id: "RetryFilter" });

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "How many deliveries a retry with this filter would send again",
    scope: "admin",
    query: retryFilter,
    response: z.object({ count: z.number().int() }),
    handle: ({ actor, query }) => countRetryable(actor, query),
  }),
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
