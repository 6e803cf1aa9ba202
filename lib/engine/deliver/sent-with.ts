import { decrypt, encrypt, type Place } from "../../postgres/secrets";
import type { Taken } from "./claim-and-settle";

const place = (taken: Taken): Place => ({ table: "deliveries", column: "sent_with", row: taken.id, organizationId: taken.organizationId });

/** The config fields that a resolve must use again, encrypted for the delivery's row. */
export function sealSentWith(taken: Taken, config: Record<string, unknown>): string {
  const fields = Object.fromEntries((taken.kind.resolveFields ?? []).map((field) => [field, config[field]]));
  return encrypt(JSON.stringify(fields), place(taken));
}

/** Throws DecryptError. */
export const openSentWith = (sealed: string, taken: Taken): Record<string, unknown> => JSON.parse(decrypt(sealed, place(taken)));
