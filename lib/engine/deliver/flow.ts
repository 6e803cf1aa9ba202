import { z } from "zod";
import { type Flow, quietFlow } from "../../domain/delivering/flow";

const stored = z
  .object({
    begunAt: z.number().nullable(),
    receiverSince: z.number().nullable(),
    failuresInRow: z.number(),
    lastFailed: z.string().nullable(),
    severalFailed: z.boolean(),
    window: z.object({ start: z.number(), total: z.number(), failed: z.number() }),
    openUntil: z.number().nullable(),
    openSeconds: z.number(),
    drain: z.number().nullable(),
    pausedUntil: z.number().nullable(),
    paceAt: z.number(),
    refused: z.array(z.object({ alert: z.string(), at: z.number() })),
    failingSince: z.number().nullable(),
    lastSuccessAt: z.number().nullable(),
  })
  .partial();

/** A stored flow; what is not known of a destination is as of a quiet one. */
export function readFlow(value: unknown): Flow {
  const parsed = stored.safeParse(value);
  return parsed.success ? { ...quietFlow, ...parsed.data } : quietFlow;
}
