import { TypeID } from "typeid-js";
import { v7 } from "uuid";

/** What an id is of, as shown at the API's edge: `alert_01jd…`. */
export type IdPrefix =
  | "org"
  | "user"
  | "env"
  | "key"
  | "chan"
  | "dest"
  | "sub"
  | "alert"
  | "dlv"
  | "audit"
  | "team"
  | "inv"
  | "hook"
  | "event"
  | "moment"
  | "cred"
  | "ierr";

/** A new UUIDv7: sorts by the time it was made. */
export const newId = (): string => v7();

/** When a UUIDv7 was made: an alert's time is its id's, so a range of times is a range of ids. */
export const timeOf = (uuid: string): Date => new Date(Number.parseInt(uuid.slice(0, 8) + uuid.slice(9, 13), 16));

/** The smallest UUIDv7 of a millisecond. */
export function firstIdAt(time: Date): string {
  const hex = Math.max(0, time.getTime()).toString(16).padStart(12, "0").slice(-12);
  return `${hex.slice(0, 8)}-${hex.slice(8)}-7000-8000-000000000000`;
}

/** A UUID as the API shows it (TypeID, https://github.com/jetify-com/typeid). */
export const showId = (prefix: IdPrefix, uuid: string): string => TypeID.fromUUID(prefix, uuid).toString();

/** The UUID of an id as the API shows it, or null when it is malformed or of another kind: an unknown id. */
export function readId(prefix: IdPrefix, text: string): string | null {
  if (text.length > 64) return null;
  try {
    return TypeID.fromString(text, prefix).toUUID();
  } catch {
    return null;
  }
}
