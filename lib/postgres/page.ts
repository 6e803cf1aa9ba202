import { validate as isUuid } from "uuid";
import { invalid } from "../domain/problem";

/** How much of a list, and from where on. */
export interface PageInput {
  limit: number;
  cursor?: string;
}

/** One page of a list, newest first. */
export interface Page<T> {
  data: T[];
  next_cursor: string | null;
}

/** The UUID that a cursor holds. Throws 422 when it is not one of ours. */
export function readCursor(cursor: string | undefined): string | undefined {
  if (cursor === undefined) return undefined;
  const uuid = Buffer.from(cursor, "base64url").toString("latin1");
  if (!isUuid(uuid)) throw invalid([{ path: "cursor", message: "is not a cursor of this list" }]);
  return uuid;
}

/** What a query of an organization's rows asks for, newest first: one more than `limit`. Throws 422 for a cursor that is none. */
export function newestFirst({ organizationId }: { organizationId: string }, { limit, cursor }: PageInput) {
  const before = readCursor(cursor);
  return {
    where: { organizationId, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  } as const;
}

/** The cursor of what comes after the row of this UUID. */
export const showCursor = (uuid: string): string => Buffer.from(uuid, "latin1").toString("base64url");

/** Makes a page of rows that were asked for with one more than `limit`. */
export function toPage<Row extends { id: string }, T>(
  rows: Row[],
  limit: number,
  show: (row: Row) => T,
  cursorAfter: (row: Row) => string = ({ id }) => showCursor(id),
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(show), next_cursor: rows.length > limit && last ? cursorAfter(last) : null };
}
