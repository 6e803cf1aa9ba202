import { newId, showId } from "../../domain/id";
import { newToken } from "../../domain/token";
import { db } from "../../postgres/db";
import { seal, sealedColumns } from "../../postgres/sealed";
import { keyedHash } from "../../postgres/secrets";
import { sealSigningSecrets } from "../../postgres/signing-secrets";

/** A webhook of a team of its own in an organization; ids are UUIDs. */
export interface TestWebhook {
  id: string;
  teamId: string;
  token: string;
}

/** A team with these people in it; a UUID. */
export async function newTeam({ id: organizationId }: { id: string }, members: readonly { id: string }[] = []): Promise<string> {
  const id = newId();
  await db().team.create({ data: { id, organizationId, name: `Team ${id}` } });
  for (const { id: userId } of members) await db().teamMembership.create({ data: { teamId: id, organizationId, userId } });
  return id;
}

export async function newWebhook(
  { id: organizationId }: { id: string },
  more: {
    teamId?: string;
    token?: string;
    integration?: string;
    expiresAt?: Date;
    secrets?: string[];
    signatureMode?: "enforce" | "observe";
    updatedAt?: Date;
  } = {},
): Promise<TestWebhook> {
  const [id, token] = [newId(), more.token ?? newToken("hook")];
  const teamId = more.teamId ?? (await newTeam({ id: organizationId }));
  await db().webhook.create({
    data: {
      id,
      organizationId,
      teamId,
      label: "Deploybot",
      integration: more.integration ?? "custom",
      tokenHash: new Uint8Array(keyedHash(token)),
      token: seal(sealedColumns.webhookToken, { id, organizationId }, token),
      lastFour: token.slice(-4),
      expiresAt: more.expiresAt ?? null,
      signingSecrets: sealSigningSecrets(
        sealedColumns.webhookSigningSecrets,
        { id, organizationId },
        (more.secrets ?? []).map((secret) => ({ secret, expires_at: null })),
      ),
      signatureMode: more.signatureMode ?? "enforce",
      ...(more.updatedAt ? { updatedAt: more.updatedAt } : {}),
    },
  });
  return { id, teamId, token };
}

export const hookId = ({ id }: TestWebhook): string => showId("hook", id);
