import type { Mail } from "../../destinations/kind";
import { newId } from "../../domain/id";
import { db } from "../../postgres/db";

/** Keeps a mail here, because no mailer is set. A repeat with the same idempotency key changes nothing. */
export async function captureMail({ to, subject, text, html, idempotencyKey }: Mail): Promise<void> {
  await db().capturedMail.upsert({
    where: { idempotencyKey },
    create: { id: newId(), to, subject, text, html, idempotencyKey },
    update: {},
  });
}
