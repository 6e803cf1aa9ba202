/** Whether Postgres ended a statement for the sake of another one: nothing of it is stored, and it can be made again at once. */
export const isConflict = (error: unknown): boolean => /^40(P01|001)$/.test(String((error as { code?: unknown } | null)?.code));

/** SQLSTATE classes and codes that say "not now" rather than "never": connections, resources, shutdown, read-only. */
const unavailableState = /^(08|53|57P|57014|58|25006|40|55P03|XX)/;
const unavailableWords =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error|not queryable|Can't reach database|Unable to start a transaction|Transaction already closed|DatabaseNotReachable|ConnectionClosed|TooManyConnections|the database system is/i;

/** Whether a failure says that the database cannot commit at the moment, so that the same request may succeed later. */
export function isUnavailable(error: unknown): boolean {
  for (
    let at = error as { code?: unknown; message?: unknown; cause?: unknown; meta?: unknown } | undefined, depth = 0;
    at && depth < 6;
    depth++
  ) {
    if (
      typeof at.code === "string" &&
      (unavailableState.test(at.code) || unavailableWords.test(at.code) || /^P(1001|1002|1008|1017|2024|2028|2034)$/.test(at.code))
    ) {
      return true;
    }
    if (typeof at.message === "string" && unavailableWords.test(at.message)) return true;
    at = (at.cause ?? (at.meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError) as typeof at;
  }
  return false;
}

/** Whether a row that is referred to was deleted meanwhile. */
export function isReferenceGone(error: unknown): boolean {
  const { code, meta } = (error ?? {}) as { code?: unknown; meta?: unknown };
  // As `pg` says it, as Prisma does, and as Prisma does of raw SQL.
  return code === "23503" || code === "P2003" || (code === "P2010" && JSON.stringify(meta ?? {}).includes("23503"));
}
