import { z } from "zod";
import { listAlerts } from "@/lib/data/alerts/alerts";
import { alertFilter, alertItemShape } from "@/lib/domain/alerts/alert";
import { publishInput } from "@/lib/domain/alerts/publish-input";
import { timeShape } from "@/lib/domain/fields";
import { publish } from "@/lib/engine/publish/publish";
import { pageOf, pageQuery } from "@/lib/http/page-query";
import { methods, route } from "@/lib/http/route";

const accepted = z
  .object({ id: z.string(), name: z.string(), status: z.literal("accepted"), created_at: timeShape })
  .meta({ id: "AcceptedAlert" });
const warnings = z
  .array(z.string())
  .optional()
  .meta({ description: "A sentence for each unknown field, which was left out; absent where there was none" });
const documented = z.union([publishInput, z.array(publishInput)]);

export const { GET, POST, PUT, PATCH, DELETE, OPTIONS, declarations } = methods({
  GET: route({
    summary: "List alerts, newest first",
    scope: "read",
    query: pageQuery.extend(alertFilter.shape),
    response: pageOf(alertItemShape),
    handle: ({ actor, query: { limit, cursor, ...filter } }) => listAlerts(actor, filter, { limit, cursor }),
  }),
  POST: route({
    summary: "Publish an alert, or up to 1000 in one transaction",
    scope: "publish",
    body: z.unknown(),
    documentedBody: documented,
    creates: true,
    status: 202,
    response: z.union([accepted.extend({ warnings }).meta({ id: undefined }), z.object({ data: z.array(accepted), warnings })]),
    handle: ({ actor, body, text }) => publish(actor, body, text),
  }),
});
