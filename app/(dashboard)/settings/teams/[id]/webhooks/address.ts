import type { WebhookShape } from "@/lib/domain/moments/webhook";

/** The page of a webhook. */
export const addressOf = ({ id, team_id }: Pick<WebhookShape, "id" | "team_id">) => `/settings/teams/${team_id}/webhooks/${id}`;
