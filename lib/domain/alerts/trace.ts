import { z } from "zod";

const decision = {
  reason: z.string(),
  said: z.string().nullable().meta({ description: "The reason in words; null where nothing stood in the way" }),
};
export const traceShape = z
  .object({
    config_version: z.number().int(),
    channels: z.array(z.object({ id: z.string(), name: z.string(), pattern: z.string(), matched: z.boolean(), ...decision })),
    subscriptions: z.array(z.object({ id: z.string(), name: z.string(), matched: z.boolean(), ...decision })),
    destinations: z.array(
      z.object({
        id: z.string(),
        name: z.string(),
        subscription_ids: z.array(z.string()),
        result: z.enum(["deliver", "merged", "skip"]),
        ...decision,
      }),
    ),
  })
  .meta({ id: "Trace" });
export type TraceShape = z.infer<typeof traceShape>;
