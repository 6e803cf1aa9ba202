import { z } from "zod";
import { environmentField, idsField, nameField, timeShape } from "../fields";
import { problemCodes } from "./subscription-problems";

export const subscriptionInput = z
  .strictObject({
    name: nameField,
    channel_ids: idsField,
    destination_ids: idsField,
    environment: environmentField,
    enabled: z.boolean("must be true or false").default(true),
  })
  .meta({ id: "SubscriptionInput" });
export const subscriptionPatch = subscriptionInput
  .extend({ enabled: z.boolean("must be true or false") })
  .partial()
  .meta({ id: "SubscriptionPatch" });

export const subscriptionShape = z
  .object({
    id: z.string(),
    name: z.string(),
    channel_ids: z.array(z.string()),
    destination_ids: z.array(z.string()),
    environment: z.string().nullable(),
    enabled: z.boolean(),
    created_at: timeShape,
    updated_at: timeShape,
    problems: z
      .array(z.object({ code: z.enum(problemCodes), said: z.string().meta({ description: "The same in words" }) }))
      .meta({ description: "What keeps it from ever sending, and the destinations that another subscription brings all of it already" }),
  })
  .meta({ id: "Subscription" });

export type SubscriptionInput = z.infer<typeof subscriptionInput>;
export type SubscriptionPatch = z.infer<typeof subscriptionPatch>;
export type SubscriptionShape = z.infer<typeof subscriptionShape>;
