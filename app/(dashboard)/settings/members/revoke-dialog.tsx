"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useRevokeInvitation } from "@/lib/client/queries/invitations";

export function RevokeDialog({ id, email, onClose }: { id: string; email: string; onClose: () => void }) {
  const { mutateAsync } = useRevokeInvitation();
  return (
    <ConfirmDialog
      title="Revoke this invitation?"
      description={`The link that ${email} has stops working at once. You can invite them again.`}
      onClose={onClose}
      action="Revoke"
      busy="Revoking…"
      destructive
      act={() => mutateAsync(id)}
    />
  );
}
