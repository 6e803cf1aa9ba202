import { z } from "zod";
import { environmentField, idsField, timeShape } from "../fields";

/** A subscription that is not saved, to be tried on what happened. */
export const backtestInput = z
  .strictObject({
    channel_ids: idsField,
    destination_ids: idsField,
    environment: environmentField,
    days: z.number("must be a number").int("must be a whole number").min(1, "must be at least 1").max(30, "must be at most 30").default(7),
  })
  .meta({ id: "BacktestInput" });

export const backtestShape = z
  .object({
    from: timeShape,
    alerts: z.number().int().meta({ description: "Alerts that were looked at" }),
    matched: z.number().int().meta({ description: "Those that the subscription would have taken" }),
    names: z
      .array(z.object({ name: z.string(), environment: z.string().nullable(), count: z.number().int() }))
      .meta({ description: "The names that matched, most frequent first, at most 20" }),
    destinations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        deliveries: z.number().int(),
        skipped: z.number().int(),
        reason: z.string().nullable(),
      }),
    ),
    complete: z.boolean().meta({ description: "false when there was more than could be looked at: the newest alerts were" }),
  })
  .meta({ id: "Backtest" });

export type BacktestInput = z.infer<typeof backtestInput>;
export type BacktestShape = z.infer<typeof backtestShape>;
