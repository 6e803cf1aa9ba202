import { validate as isUuid } from "uuid";
import { invalid } from "../domain/problem";

/** The lists that come in pages: a cursor is of one of them. */
export type List =
  | "alerts"
  | "api-keys"
  | "audit"
  | "channels"
  | "credentials"
  | "deliveries"
  | "destinations"
  | "environments"
  | "events"
  | "integration-errors"
  | "invitations"
  | "members"
  | "moments"
  | "subscriptions"
  | "teams"
  | "webhooks";

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

const notOurs = () => invalid([{ path: "cursor", message: "is not a cursor of this list" }]);

/** The place in a list that `showPlace` made a cursor of. Throws 422 when it is one of another list, or none; `parse` gives null then. */
export function readPlace<Place>(list: List, cursor: string, parse: (text: string) => Place | null): Place {
  const text = Buffer.from(cursor, "base64url").toString("latin1");
  const place = text.startsWith(`${list}:`) ? parse(text.slice(list.length + 1)) : null;
  if (place === null || showPlace(list, text.slice(list.length + 1)) !== cursor) throw notOurs();
  return place;
}

/** The cursor of a place in a list. */
export const showPlace = (list: List, place: string): string => Buffer.from(`${list}:${place}`, "latin1").toString("base64url");

/** The UUID that a cursor of this list holds. Throws 422 for any other. */
export function readCursor(list: List, cursor: string | undefined): string | undefined {
  return cursor === undefined ? undefined : readPlace(list, cursor, (text) => (isUuid(text) ? text : null));
}

/** What a query of an organization's rows asks for, newest first: one more than `limit`. Throws 422 for a cursor that is none. */
export function newestFirst(list: List, { organizationId }: { organizationId: string }, { limit, cursor }: PageInput) {
  const before = readCursor(list, cursor);
  return {
    where: { organizationId, ...(before ? { id: { lt: before } } : {}) },
    orderBy: { id: "desc" },
    take: limit + 1,
  } as const;
}

/** Makes a page of rows that were asked for with one more than `limit`. */
export function toPage<Row extends { id: string }, T>(
  list: List,
  rows: Row[],
  limit: number,
  show: (row: Row) => T,
  placeAfter: (row: Row) => string = ({ id }) => id,
): Page<T> {
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { data: shown.map(show), next_cursor: rows.length > limit && last ? showPlace(list, placeAfter(last)) : null };
}
