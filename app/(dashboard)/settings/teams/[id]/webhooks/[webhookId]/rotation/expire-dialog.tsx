"use client";

import { ConfirmDialog } from "@/components/form/confirm-dialog";
import type { WebhookCallersShape, WebhookShape } from "@/lib/domain/moments/webhook";
import { sayUse } from "./advice";
import { useExpireSoon } from "./use-expire-soon";

interface Props {
  webhook: WebhookShape;
  callers: WebhookCallersShape | undefined;
  onClose: () => void;
}

/** Asks before a token that is still used is ended. */
export function ExpireDialog({ webhook, callers, onClose }: Props) {
  const expire = useExpireSoon(webhook);
  return (
    <ConfirmDialog
      title="Expire the old token while it is in use?"
      description={`${callers ? `${sayUse(callers)} ` : ""}A minute from now they are answered 410, and what they post is lost; they are counted here. You can bring the token back.`}
      onClose={onClose}
      action="Expire it in a minute"
      busy="Saving…"
      destructive
      act={expire}
    />
  );
}
