"use client";

import { useRevokeInvitation } from "@/lib/client/queries/invitations";
import { FormDialog } from "../form-dialog";

export function RevokeDialog({ id, email, onClose }: { id: string; email: string; onClose: () => void }) {
  const { mutateAsync } = useRevokeInvitation();
  return (
    <FormDialog
      title="Revoke this invitation?"
      description={`The link that ${email} has stops working at once. You can invite them again.`}
      onClose={onClose}
      action="Revoke"
      actionBusy="Revoking…"
      destructive
      act={() => mutateAsync(id)}
    />
  );
}
