interface Failure {
  code?: unknown;
  originalCode?: unknown;
  message?: unknown;
  cause?: unknown;
  meta?: { driverAdapterError?: unknown };
}

/** Whether `test` holds of what was thrown or of what that came of: as `pg` says it, as Prisma does, and as Prisma does of raw SQL. */
function some(error: unknown, test: (code: string, message: string) => boolean): boolean {
  let at = error as Failure | null | undefined;
  for (let depth = 0; at && typeof at === "object" && depth < 6; depth++) {
    const message = typeof at.message === "string" ? at.message : "";
    if ([at.code, at.originalCode].some((code) => test(typeof code === "string" ? code : "", message))) return true;
    at = (at.cause ?? at.meta?.driverAdapterError) as Failure | undefined;
  }
  return false;
}

const isOf = (codes: RegExp) => (error: unknown) => some(error, (code) => codes.test(code));

/** Whether Postgres ended a statement for the sake of another one: nothing of it is stored, and it can be made again at once. */
export const isConflict = isOf(/^(40P01|40001|P2034)$/);

/** SQLSTATE classes and codes that say "not now" rather than "never": connections, resources, shutdown, read-only. */
const unavailableCode = /^(08|53|57P|57014|58|25006|40|55P03|XX)|^P(1001|1002|1008|1017|2024|2028|2034)$/;
const unavailableWords =
  /ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT|ENOTFOUND|EAI_AGAIN|timeout exceeded when trying to connect|Query read timeout|Connection terminated|Client has encountered a connection error|not queryable|Can't reach database|Unable to start a transaction|Transaction already closed|DatabaseNotReachable|ConnectionClosed|TooManyConnections|the database system is/i;

/** Whether a failure says that the database cannot commit at the moment, so that the same request may succeed later. */
export const isUnavailable = (error: unknown): boolean =>
  some(error, (code, message) => unavailableCode.test(code) || unavailableWords.test(code) || unavailableWords.test(message));

/** Whether a row that is referred to was deleted meanwhile; or, of a deletion, one that refers to it was made. */
export const isReferenceGone = isOf(/^(23503|23001|P2003)$/);

/** Whether the row that was to be changed was deleted meanwhile. */
export const isGone = isOf(/^P2025$/);

/** Whether a row of the same name, or of the same parents, was made meanwhile. */
export const isTaken = isOf(/^(23505|P2002)$/);
