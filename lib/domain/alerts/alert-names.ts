import { z } from "zod";
import { timeShape } from "../fields";

/** Names that alerts had lately. */
export const alertNamesShape = z
  .object({
    data: z.array(z.object({ name: z.string(), environment: z.string().nullable(), count: z.number().int(), last_at: timeShape })),
    complete: z.boolean().meta({ description: "false when there were more names, or more alerts than could be looked at" }),
  })
  .meta({ id: "AlertNames", description: "Alert names of the last 30 days by environment, most frequent first" });

export type AlertNamesShape = z.infer<typeof alertNamesShape>;
