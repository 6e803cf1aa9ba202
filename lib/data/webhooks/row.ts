import { showId } from "../../domain/id";
import type { WebhookShape } from "../../domain/moments/webhook";
import { appUrl } from "../../env";
import type { Prisma } from "../../postgres/generated/client";
import type { SigningSecrets } from "../../postgres/signing-secrets";

export const include = { replaces: { select: { id: true }, take: 1 } } as const;
export type WebhookRow = Prisma.WebhookGetPayload<{ include: typeof include }>;

export const urlOf = (token: string) => `${appUrl()}/moment/${token}`;

export const isExpired = ({ expiresAt }: { expiresAt: Date | null }): boolean => expiresAt !== null && expiresAt.getTime() <= Date.now();

export interface Seen {
  mayManage: boolean;
  /** The whole token, for those who may see it here. */
  token?: string | null;
  lastEventAt?: Date;
}

export function show(row: WebhookRow, { mayManage, token, lastEventAt }: Seen): WebhookShape {
  const masked = `hl_hook_••••${row.lastFour}`;
  return {
    id: showId("hook", row.id),
    team_id: showId("team", row.teamId),
    label: row.label,
    integration: row.integration,
    url: urlOf(token ?? masked),
    masked_token: masked,
    expires_at: row.expiresAt?.toISOString() ?? null,
    expired: isExpired(row),
    signed: (row.signingSecrets as SigningSecrets).length > 0,
    signature_mode: row.signatureMode === "observe" ? "observe" : "enforce",
    replaced_by: row.replacedById && showId("hook", row.replacedById),
    replaces: row.replaces[0] ? showId("hook", row.replaces[0].id) : null,
    last_event_at: lastEventAt?.toISOString() ?? null,
    may_manage: mayManage,
    created_at: row.createdAt.toISOString(),
    updated_at: row.updatedAt.toISOString(),
  };
}

/** What the audit keeps: without what changes by itself. */
export const forAudit = (row: WebhookRow): object => {
  const { last_event_at: _last, may_manage: _may, expired: _expired, ...kept } = show(row, { mayManage: true });
  return kept;
};
