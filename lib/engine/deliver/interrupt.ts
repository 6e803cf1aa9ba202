import { outcomes } from "../../domain/delivering/outcome";
import { Prisma } from "../../postgres/generated/client";

/**
 * A statement that ends what is still open of the attempts at `deliveries`, a relation with their ids: whatever becomes of them, an attempt that
 * began has an outcome, and nobody knows whether its receiver has the request. For whoever knows that no run waits for their answers.
 */
export const interrupt = (deliveries: Prisma.Sql): Prisma.Sql => Prisma.sql`
    UPDATE attempts t SET finished_at = now(), outcome = 'interrupted', maybe_delivered = true, error = ${outcomes.interrupted?.sentence}::text
    FROM ${deliveries} i WHERE t.delivery_id = i.id AND t.finished_at IS NULL`;
