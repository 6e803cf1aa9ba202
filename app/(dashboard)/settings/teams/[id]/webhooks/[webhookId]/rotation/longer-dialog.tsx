"use client";

import { sayAbsolute } from "@/components/ui/relative-time";
import { useToast } from "@/components/ui/toast";
import { useUpdateWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/webhook";
import { ExpiryField } from "../../../../../expiry/expiry-field";
import { useExpiry } from "../../../../../expiry/use-expiry";
import { FormDialog } from "../../../../../form-dialog";
import { oldTokenSpans } from "./old-token-spans";

/** Lets an old token live on, or brings it back. */
export function LongerDialog({ webhook: { id, expired, replaced_by }, onClose }: { webhook: WebhookShape; onClose: () => void }) {
  const { mutateAsync } = useUpdateWebhook();
  const { show } = useToast();
  const token = replaced_by ? "old token" : "token";
  const span = useExpiry({ field: "expires_at", spans: oldTokenSpans, initial: "7" });
  async function lengthen() {
    const until = span.toValue();
    await mutateAsync({ id, patch: { expires_at: until } });
    if (until) show({ tone: "success", title: `The ${token} works until ${sayAbsolute(until)}` });
  }
  return (
    <FormDialog
      title={expired ? `Bring the ${token} back` : `Give the ${token} longer`}
      description={expired ? "Requests to it are taken again at once." : "From now on, so long:"}
      onClose={onClose}
      action={expired ? "Bring it back" : "Give it longer"}
      actionBusy="Saving…"
      fields={["expires_at"]}
      act={lengthen}
    >
      {(errors) => <ExpiryField label={`The ${token} lives`} chosen={span} error={errors.expires_at} />}
    </FormDialog>
  );
}
