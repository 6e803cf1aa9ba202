"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useSignOutEverywhere } from "@/lib/client/queries/me";

export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { mutateAsync } = useSignOutEverywhere();
  async function signOut() {
    await mutateAsync();
    window.location.assign("/sign-in?signed_out=1");
    return false;
  }
  return (
    <ConfirmDialog
      title="Sign out everywhere?"
      description="Every session of yours ends at once, in every browser, this one too. Sign in again to go on."
      onClose={onClose}
      action="Sign out everywhere"
      busy="Signing out…"
      act={signOut}
    />
  );
}
