import { createHmac, timingSafeEqual } from "node:crypto";
import { audit } from "../../changes/audit";
import { lockConfig, saveConfigVersion } from "../../changes/config-versions";
import { kindOf } from "../../destinations";
import { type Actor, authorize } from "../../domain/actor";
import { readId, showId } from "../../domain/id";
import { notFound, Problem } from "../../domain/problem";
import { env } from "../../env";
import { db, transaction } from "../../postgres/db";
import type { Destination } from "../../postgres/generated/client";
import { type Config, openConfig, sealedColumns } from "../../postgres/sealed";

/** How long a confirmation link works, in milliseconds. */
const linkMs = 24 * 3_600_000;
/** The first mail and five more: a stranger's mailbox must not be flooded. */
const maxMails = 6;

const sign = (text: string): string => createHmac("sha256", `${env().NEXTAUTH_SECRET} address`).update(text).digest("base64url");

/** The address that waits for its confirmation; null where the destination's kind has none. */
function addressOf(row: Destination): string | null {
  const kind = kindOf(row.kind);
  if (!kind?.verifiedField) return null;
  return String(openConfig(sealedColumns.destinationConfig, row, row.config as Config)[kind.verifiedField]);
}

/** Bound to the address, so that a link for an old one confirms nothing. */
function makeToken(id: string, address: string, until: number): string {
  const text = `${showId("dest", id)}.${until}`;
  return `${text}.${sign(`${text}.${address}`)}`;
}

/** Counts one more confirmation mail and resolves with what it says. Throws 409 when nothing waits or too many were sent. */
export async function beginVerification(
  actor: Actor,
  id: string,
): Promise<{ address: string; token: string; organization: string; name: string }> {
  authorize(actor, "admin");
  const uuid = readId("dest", id);
  return transaction(async () => {
    const row =
      uuid &&
      (await db().destination.findFirst({
        where: { id: uuid, organizationId: actor.organizationId, deletedAt: null },
        include: { organization: true },
      }));
    if (!row) throw notFound("destination");
    const address = addressOf(row);
    if (row.verifiedAt !== null || address === null)
      throw new Problem(409, "nothing_to_verify", "This destination has no address to confirm.");
    const { count } = await db().destination.updateMany({
      where: { id: row.id, verificationMails: { lt: maxMails } },
      data: { verificationMails: { increment: 1 }, updatedAt: row.updatedAt },
    });
    if (count === 0)
      throw new Problem(
        409,
        "too_many_mails",
        `${maxMails} confirmation mails were sent to this address; change the address to begin anew.`,
      );
    return { address, token: makeToken(row.id, address, Date.now() + linkMs), organization: row.organization.name, name: row.name };
  });
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
    const address = row ? addressOf(row) : null;
    if (!row || address === null || !(Number(until) > Date.now())) throw gone();
    const right = Buffer.from(sign(`${id}.${until}.${address}`));
    const given = Buffer.from(signature);
    if (given.length !== right.length || !timingSafeEqual(given, right)) throw gone();
    if (row.verifiedAt === null) {
      await db().destination.update({ where: { id: row.id }, data: { verifiedAt: new Date() } });
      await audit({ type: "hotline", organizationId: row.organizationId }, "destination.verified", row.id);
      await saveConfigVersion(row.organizationId);
    }
    return { name: row.name, organization: row.organization.name };
  });
}
