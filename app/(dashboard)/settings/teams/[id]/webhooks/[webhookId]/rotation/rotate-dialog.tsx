"use client";

import { useRouter } from "next/navigation";
import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { useToast } from "@/components/ui/popup/toast";
import { sayAbsolute } from "@/components/ui/relative-time";
import { useRotateWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { checkExpiry } from "../../../../../expiry/expiry";
import { ExpiryField } from "../../../../../expiry/expiry-field";
import { addressOf } from "../../address";
import { oldTokenSpans, readOldTokenSpan, weekLong } from "./old-token-spans";

/** Makes the new token, and opens the page that shows both side by side. */
export const RotateDialog = ({ webhook, onClose }: { webhook: WebhookShape; onClose: () => void }) => (
  <FormDialog
    title={`Rotate the token of ${webhook.label}`}
    description="A new URL is there at once. Nothing is lost: the old one goes on working while you change the tools, and you see who still uses it. Label, type and signing secret carry over."
    onClose={onClose}
  >
    <RotateForm id={webhook.id} />
  </FormDialog>
);

function RotateForm({ id }: { id: string }) {
  const router = useRouter();
  const { mutateAsync } = useRotateWebhook();
  const { show } = useToast();
  const form = useForm({
    initial: { old_expires_at: weekLong },
    toBody: (values) => ({ oldExpiresAt: readOldTokenSpan(values.old_expires_at) }),
    check: (values) => checkExpiry("old_expires_at", values.old_expires_at),
    send: async ({ oldExpiresAt }) => {
      const made = await mutateAsync({ id, oldExpiresAt });
      show({ tone: "success", title: "The new token is ready", description: `The old one works until ${sayAbsolute(oldExpiresAt)}.` });
      router.push(addressOf(made));
      return false;
    },
  });
  return (
    <Form form={form} action="Rotate" busy="Rotating…">
      <ExpiryField
        label="The old token lives"
        {...form.field("old_expires_at")}
        spans={oldTokenSpans}
        help="Afterwards it is answered 410. You can shorten or lengthen that at any time."
      />
    </Form>
  );
}
