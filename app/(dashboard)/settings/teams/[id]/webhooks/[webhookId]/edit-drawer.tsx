"use client";

import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { Field } from "@/components/ui/field";
import { useUpdateWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { checkExpiry, expiryOf, readExpiry } from "../../../../expiry/expiry";
import { ExpiryField } from "../../../../expiry/expiry-field";
import { ModeChoice } from "../signing/mode-choice";

export const EditDrawer = ({ webhook, onClose }: { webhook: WebhookShape; onClose: () => void }) => (
  <FormDialog drawer title={`Edit ${webhook.label}`} onClose={onClose}>
    <EditForm webhook={webhook} />
  </FormDialog>
);

function EditForm({ webhook: { id, label, expires_at, expired, signed, signature_mode } }: { webhook: WebhookShape }) {
  const { mutateAsync } = useUpdateWebhook();
  const form = useForm({
    initial: { label, expires_at: expiryOf(expires_at), signature_mode },
    toBody: (values) => ({ ...values, expires_at: readExpiry(values.expires_at, expires_at) }),
    saved: id,
    check: (values) => checkExpiry("expires_at", values.expires_at),
    send: (_body, patch) => mutateAsync({ id, patch }),
  });
  return (
    <Form form={form} action="Save" busy="Saving…">
      <Field label="Label" {...form.text("label")} required maxLength={100} />
      <ExpiryField
        label="Expires"
        {...form.field("expires_at")}
        help={
          expired
            ? "It has expired: requests are answered 410. With a later day, or none, its token works again."
            : "From then on requests are answered 410, and counted."
        }
      />
      {signed && <ModeChoice {...form.field("signature_mode")} />}
    </Form>
  );
}
