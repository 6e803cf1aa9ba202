import { z } from "zod";

/** How much of a list: `limit` (1–200) and `cursor`, the `next_cursor` of the page before. */
export const pageQuery = z.object({
  limit: z.coerce
    .number("must be a number")
    .int("must be a whole number")
    .min(1, "must be at least 1")
    .max(200, "must be at most 200")
    .default(50),
  cursor: z.string().max(100).optional(),
});

/** The shape of a page of a list. */
export const pageOf = (item: z.ZodType) => z.object({ data: z.array(item), next_cursor: z.string().nullable() });
