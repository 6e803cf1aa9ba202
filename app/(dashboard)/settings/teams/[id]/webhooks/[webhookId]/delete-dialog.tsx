"use client";

import { useRouter } from "next/navigation";
import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useToast } from "@/components/ui/popup/toast";
import { RelativeTime } from "@/components/ui/relative-time";
import { useDeleteWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";

interface Props {
  webhook: WebhookShape;
  onDeleting: (isDeleting: boolean) => void;
  onClose: () => void;
}

/** Asks before a URL is lost for good. */
export function DeleteDialog({ webhook: { id, team_id, label, last_event_at: last }, onDeleting, onClose }: Props) {
  const router = useRouter();
  const { mutateAsync } = useDeleteWebhook();
  const { show } = useToast();
  async function remove() {
    onDeleting(true);
    await mutateAsync(id).catch((error) => {
      onDeleting(false);
      throw error;
    });
    show({ tone: "success", title: `Deleted ${label}` });
    router.push(`/settings/teams/${team_id}`);
    return false;
  }
  return (
    <ConfirmDialog
      title={`Delete ${label}?`}
      description={
        <>
          Its URL is unknown from then on: requests are answered 404, and are not counted. Its events and moments stay.{" "}
          {last ? (
            <>
              It last received something <RelativeTime iso={last} className="font-medium text-foreground" />.
            </>
          ) : (
            "It never received anything."
          )}
        </>
      }
      onClose={onClose}
      action="Delete"
      busy="Deleting…"
      destructive
      act={remove}
    />
  );
}
