"use client";

import { useSignOutEverywhere } from "@/lib/client/queries/me";
import { FormDialog } from "../form-dialog";

export function SignOutDialog({ onClose }: { onClose: () => void }) {
  const { mutateAsync } = useSignOutEverywhere();
  async function signOut() {
    await mutateAsync();
    window.location.assign("/sign-in?signed_out=1");
    return false;
  }
  return (
    <FormDialog
      title="Sign out everywhere?"
      description="Every session of yours ends at once, in every browser, this one too. Sign in again to go on."
      onClose={onClose}
      action="Sign out everywhere"
      actionBusy="Signing out…"
      act={signOut}
    />
  );
}
