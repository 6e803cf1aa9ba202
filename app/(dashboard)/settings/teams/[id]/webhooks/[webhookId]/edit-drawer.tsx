"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { useUpdateWebhook, type WebhookChange } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/webhook";
import { ExpiryField } from "../../../../expiry/expiry-field";
import { useExpiry } from "../../../../expiry/use-expiry";
import { FormDialog } from "../../../../form-dialog";
import { ModeChoice } from "../signing/mode-choice";

export function EditDrawer({ webhook, onClose }: { webhook: WebhookShape; onClose: () => void }) {
  const { id, label, expires_at, expired, signed, signature_mode } = webhook;
  const { mutateAsync } = useUpdateWebhook();
  const expiry = useExpiry({ field: "expires_at", saved: expires_at });
  const [mode, setMode] = useState(signature_mode);

  async function save(data: FormData) {
    const patch: WebhookChange = { label: String(data.get("label")) };
    const expiresAt = expiry.toValue();
    // What is saved may be past by now, and only the future is taken.
    if (expiresAt !== expires_at) patch.expires_at = expiresAt;
    if (mode !== signature_mode) patch.signature_mode = mode;
    await mutateAsync({ id, patch });
  }
  return (
    <FormDialog
      wide
      title={`Edit ${label}`}
      onClose={onClose}
      action="Save"
      actionBusy="Saving…"
      fields={["expires_at", "signature_mode"]}
      act={save}
    >
      {(errors) => (
        <>
          <Field label="Label" name="label" required maxLength={100} defaultValue={label} error={errors.label} />
          <ExpiryField
            label="Expires"
            chosen={expiry}
            help={
              expired
                ? "It has expired: requests are answered 410. With a later day, or none, its token works again."
                : "From then on requests are answered 410, and counted."
            }
            error={errors.expires_at}
          />
          {signed && <ModeChoice value={mode} onChange={setMode} />}
        </>
      )}
    </FormDialog>
  );
}
