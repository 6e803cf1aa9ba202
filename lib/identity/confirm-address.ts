import { createHmac } from "node:crypto";
import { audit } from "../changes/audit";
import { lockConfig, saveConfigVersion } from "../changes/config-versions";
import { kindOf } from "../destinations";
import { readId, showId } from "../domain/id";
import { Problem } from "../domain/problem";
import { isSameText } from "../domain/same-text";
import { dayMs } from "../domain/time";
import { env } from "../env";
import { db, transaction } from "../postgres/db";
import type { Destination } from "../postgres/generated/client";
import { type Config, openConfig, sealedColumns } from "../postgres/sealed";

/** How long a confirmation link works, in milliseconds. */
const linkMs = dayMs;

const sign = (text: string): string => createHmac("sha256", `${env().NEXTAUTH_SECRET} address`).update(text).digest("base64url");

/** The address that waits for its confirmation; null where the destination's kind has none. */
export function addressToConfirm(row: Destination): string | null {
  const kind = kindOf(row.kind);
  if (!kind?.verifiedField) return null;
  return String(openConfig(sealedColumns.destinationConfig, row, row.config as Config)[kind.verifiedField]);
}

/** What the link says that confirms an address; bound to it, so that a link for an old one confirms nothing. */
export function newAddressToken(id: string, address: string): string {
  const until = Date.now() + linkMs;
  const text = `${showId("dest", id)}.${until}`;
  return `${text}.${sign(`${text}.${address}`)}`;
}

/** Confirms the address that a link was sent to. Throws 410 for a link that is old, changed, or of another address. */
export async function confirmAddress(token: string): Promise<{ name: string; organization: string }> {
  const [id = "", until = "", signature = ""] = token.split(".");
  const gone = () => new Problem(410, "link_expired", "This link is no longer valid. Ask for another one.");
  const uuid = readId("dest", id);
  return transaction(async () => {
    const found = uuid
      ? await db().destination.findFirst({ where: { id: uuid, deletedAt: null }, select: { organizationId: true } })
      : null;
    if (!found || !uuid) throw gone();
    // The address must not change between this look and the confirmation.
    await lockConfig(found.organizationId);
    const row = await db().destination.findFirst({ where: { id: uuid, deletedAt: null }, include: { organization: true } });
    const address = row ? addressToConfirm(row) : null;
    if (!row || address === null || !(Number(until) > Date.now())) throw gone();
    if (!isSameText(signature, sign(`${id}.${until}.${address}`))) throw gone();
    if (row.verifiedAt === null) {
      await db().destination.update({ where: { id: row.id }, data: { verifiedAt: new Date() } });
      await audit({ type: "hotline", organizationId: row.organizationId }, "destination.verified", row.id);
      await saveConfigVersion(row.organizationId);
    }
    return { name: row.name, organization: row.organization.name };
  });
}
