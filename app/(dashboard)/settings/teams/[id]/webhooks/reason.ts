import type { WebhookShape } from "@/lib/domain/moments/webhook";

/** Why somebody may not change a webhook, or make one. */
export const notOfTeam = "Only the team's members and admins can do this.";

export const reasonFor = (webhook: WebhookShape): string | undefined => (webhook.may_manage ? undefined : notOfTeam);
