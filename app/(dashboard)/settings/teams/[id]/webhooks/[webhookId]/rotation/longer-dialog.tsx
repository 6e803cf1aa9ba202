"use client";

import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { useToast } from "@/components/ui/popup/toast";
import { sayAbsolute } from "@/components/ui/relative-time";
import { useUpdateWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { checkExpiry } from "../../../../../expiry/expiry";
import { ExpiryField } from "../../../../../expiry/expiry-field";
import { oldTokenSpans, readOldTokenSpan, weekLong } from "./old-token-spans";

/** Lets an old token live on, or brings it back. */
export const LongerDialog = ({ webhook, onClose }: { webhook: WebhookShape; onClose: () => void }) => (
  <FormDialog
    title={webhook.expired ? `Bring the ${wordFor(webhook)} back` : `Give the ${wordFor(webhook)} longer`}
    description={webhook.expired ? "Requests to it are taken again at once." : "From now on, so long:"}
    onClose={onClose}
  >
    <LongerForm webhook={webhook} />
  </FormDialog>
);

const wordFor = ({ replaced_by }: WebhookShape) => (replaced_by ? "old token" : "token");

function LongerForm({ webhook }: { webhook: WebhookShape }) {
  const { mutateAsync } = useUpdateWebhook();
  const { show } = useToast();
  const token = wordFor(webhook);
  const form = useForm({
    initial: { expires_at: weekLong },
    toBody: (values) => ({ expires_at: readOldTokenSpan(values.expires_at) }),
    check: (values) => checkExpiry("expires_at", values.expires_at),
    send: async (patch) => {
      await mutateAsync({ id: webhook.id, patch });
      show({ tone: "success", title: `The ${token} works until ${sayAbsolute(patch.expires_at)}` });
    },
  });
  return (
    <Form form={form} action={webhook.expired ? "Bring it back" : "Give it longer"} busy="Saving…">
      <ExpiryField label={`The ${token} lives`} {...form.field("expires_at")} spans={oldTokenSpans} />
    </Form>
  );
}
