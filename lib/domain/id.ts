import { TypeID } from "typeid-js";
import { v7 } from "uuid";

/** What an id is of, as shown at the API's edge: `alert_01jd…`. */
export type IdPrefix = "org" | "user" | "env" | "key" | "chan" | "dest" | "sub" | "alert" | "dlv" | "audit";

/** A new UUIDv7: sorts by the time it was made. */
export const newId = (): string => v7();

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
