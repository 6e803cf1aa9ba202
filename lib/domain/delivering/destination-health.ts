import { z } from "zod";
import { timeShape } from "../fields";

/** How a destination has fared lately. */
export const destinationHealthShape = z
  .object({
    destination_id: z.string(),
    subscriptions: z.number().int().meta({ description: "How many subscriptions name it" }),
    last_success_at: timeShape.nullable(),
    last_error: z
      .object({ at: timeShape, outcome: z.string(), error: z.string().nullable(), alert_id: z.string() })
      .nullable()
      .meta({ description: "What its newest attempt that failed met, among the last 1,000 deliveries" }),
    waiting: z
      .object({ reason: z.enum(["breaker_open", "rate_paced"]), until: timeShape })
      .nullable()
      .meta({ description: "Deliveries wait until then, whatever their due time" }),
    pending: z.number().int().meta({ description: "Deliveries that are to be sent; at most 1,000 are counted" }),
    hours: z
      .array(z.object({ from: timeShape, sent: z.number().int(), failed: z.number().int() }))
      .meta({ description: "24 hours, oldest first: deliveries by the hour in which they were made; at most 1,000 an hour are counted" }),
  })
  .meta({ id: "DestinationHealth" });

export type DestinationHealthShape = z.infer<typeof destinationHealthShape>;
