import { getAlert } from "@/lib/data/alerts/alerts";
import { alertShape } from "@/lib/domain/alerts/alert";
import { methods, RawJson, route } from "@/lib/http/route";

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "Get an alert: its payload, deliveries, attempts and trace",
    scope: "read",
    response: alertShape,
    async handle({ actor, params }) {
      const { alert, payloadText } = await getAlert(actor, params.id ?? "");
      // The payload is sent as it was written: its numbers and key order survive.
      return new RawJson(`{"payload":${payloadText},${JSON.stringify(alert).slice(1)}`);
    },
  }),
});
