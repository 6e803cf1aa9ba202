"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useToast } from "@/components/ui/popup/toast";
import { useUpdateWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";

export function RemoveSecretDialog({ webhook: { id }, onClose }: { webhook: WebhookShape; onClose: () => void }) {
  const { mutateAsync } = useUpdateWebhook();
  const { show } = useToast();
  async function remove() {
    await mutateAsync({ id, patch: { signing_secret: null } });
    show({ title: "The signing secret was removed" });
  }
  return (
    <ConfirmDialog
      title="Remove the signing secret?"
      description="Whoever has the URL can post from then on. The secret is lost for good, with those before it that are still valid."
      onClose={onClose}
      action="Remove"
      busy="Removing…"
      destructive
      act={remove}
    />
  );
}
