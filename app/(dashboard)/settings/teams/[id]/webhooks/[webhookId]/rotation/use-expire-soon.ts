"use client";

import { useToast } from "@/components/ui/popup/toast";
import { useUpdateWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";

/** An expiry must be in the future, in milliseconds: this leaves time to think better of it. */
const noticeMs = 60_000;

/** Ends a token a minute from now; the toast takes that back. */
export function useExpireSoon({ id, expires_at: before }: WebhookShape): () => Promise<void> {
  const { mutateAsync } = useUpdateWebhook();
  const { show } = useToast();
  const set = (expiresAt: string | null) => mutateAsync({ id, patch: { expires_at: expiresAt } });
  const undo = () =>
    void set(before).catch((error: Error) => show({ tone: "error", title: "That could not be undone", description: error.message }));
  return async () => {
    await set(new Date(Date.now() + noticeMs).toISOString());
    show({ title: "The old token expires in a minute", action: { label: "Undo", onClick: undo }, timeoutMs: noticeMs });
  };
}
