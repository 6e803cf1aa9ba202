"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useChangeRole } from "@/lib/client/queries/members";

/** One's own way down cannot be taken back by oneself. */
export function StepDownDialog({ id, onClose }: { id: string; onClose: () => void }) {
  const { mutateAsync } = useChangeRole();
  return (
    <ConfirmDialog
      title="Become a member?"
      description="From then on you see everything but secrets, and change nothing. Only another admin can make you an admin again."
      onClose={onClose}
      action="Become a member"
      busy="Changing…"
      destructive
      act={() => mutateAsync({ id, role: "member" })}
    />
  );
}
