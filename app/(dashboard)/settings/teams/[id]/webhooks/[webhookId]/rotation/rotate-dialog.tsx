"use client";

import { useRouter } from "next/navigation";
import { sayAbsolute } from "@/components/ui/relative-time";
import { useToast } from "@/components/ui/toast";
import { useRotateWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/webhook";
import { ExpiryField } from "../../../../../expiry/expiry-field";
import { useExpiry } from "../../../../../expiry/use-expiry";
import { FormDialog } from "../../../../../form-dialog";
import { addressOf } from "../../address";
import { oldTokenSpans } from "./old-token-spans";

/** Makes the new token, and opens the page that shows both side by side. */
export function RotateDialog({ webhook, onClose }: { webhook: WebhookShape; onClose: () => void }) {
  const { id, label } = webhook;
  const router = useRouter();
  const { mutateAsync } = useRotateWebhook();
  const { show } = useToast();
  const span = useExpiry({ field: "old_expires_at", spans: oldTokenSpans, initial: "7" });

  async function rotate() {
    const until = span.toValue();
    if (until === null) return false;
    const made = await mutateAsync({ id, oldExpiresAt: until });
    show({ tone: "success", title: "The new token is ready", description: `The old one works until ${sayAbsolute(until)}.` });
    router.push(addressOf(made));
    return false;
  }
  return (
    <FormDialog
      title={`Rotate the token of ${label}`}
      description="A new URL is there at once. Nothing is lost: the old one goes on working while you change the tools, and you see who still uses it. Label, type and signing secret carry over."
      onClose={onClose}
      action="Rotate"
      actionBusy="Rotating…"
      fields={["old_expires_at"]}
      act={rotate}
    >
      {(errors) => (
        <ExpiryField
          label="The old token lives"
          chosen={span}
          help="Afterwards it is answered 410. You can shorten or lengthen that at any time."
          error={errors.old_expires_at}
        />
      )}
    </FormDialog>
  );
}
