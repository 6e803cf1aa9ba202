"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import { useToast } from "@/components/ui/popup/toast";
import { RelativeTime } from "@/components/ui/relative-time";
import { useRevokeApiKey } from "@/lib/client/queries/api-keys";
import type { ApiKeyShape } from "@/lib/domain/people/api-key";

export function RevokeDialog({ apiKey: { id, name, last_used_at }, onClose }: { apiKey: ApiKeyShape; onClose: () => void }) {
  const { mutateAsync } = useRevokeApiKey();
  const { show } = useToast();
  async function revoke() {
    await mutateAsync(id);
    show({ title: `${name} was revoked` });
  }
  return (
    <ConfirmDialog
      title={`Revoke ${name}?`}
      description={
        <>
          Code that uses this key is refused from now on; this cannot be undone.{" "}
          {last_used_at ? (
            <>
              It was last used <RelativeTime iso={last_used_at} className="font-medium text-foreground" />.
            </>
          ) : (
            "It was never used."
          )}
        </>
      }
      onClose={onClose}
      action="Revoke"
      busy="Revoking…"
      destructive
      act={revoke}
    />
  );
}
