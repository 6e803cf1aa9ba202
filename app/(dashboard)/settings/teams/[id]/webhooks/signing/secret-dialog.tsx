"use client";

import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { SelectField } from "@/components/ui/choice/select-field";
import { useToast } from "@/components/ui/popup/toast";
import { useUpdateWebhook } from "@/lib/client/queries/webhooks";
import type { IntegrationShape } from "@/lib/domain/moments/integration";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { ModeChoice } from "./mode-choice";
import { SigningSecretField } from "./signing-secret-field";

/** How long the secret before is taken beside the new one, in hours. */
const periods = [
  { value: "0", label: "Not at all" },
  { value: "1", label: "1 hour" },
  { value: "24", label: "24 hours" },
  { value: "168", label: "7 days" },
  { value: "720", label: "30 days" },
] as const;

interface Props {
  webhook: WebhookShape;
  signature: NonNullable<IntegrationShape["signature"]>;
}

export const SecretDialog = ({ onClose, ...props }: Props & { onClose: () => void }) => (
  <FormDialog title={props.webhook.signed ? "Replace the signing secret" : "Add a signing secret"} onClose={onClose}>
    <SecretForm {...props} />
  </FormDialog>
);

interface Values {
  signing_secret: string;
  old_valid_hours: (typeof periods)[number]["value"];
  signature_mode: WebhookShape["signature_mode"];
}

function SecretForm({ webhook: { id, signed, signature_mode }, signature }: Props) {
  const { mutateAsync } = useUpdateWebhook();
  const { show } = useToast();
  const initial: Values = { signing_secret: "", old_valid_hours: "24", signature_mode };
  const form = useForm({
    initial,
    send: async ({ signing_secret, old_valid_hours }, { signature_mode: mode }) => {
      await mutateAsync({ id, patch: { signing_secret, old_valid_hours: Number(old_valid_hours), signature_mode: mode } });
      show({ tone: "success", title: signed ? "The signing secret was replaced" : "The signing secret was added" });
    },
  });
  return (
    <Form form={form} action={signed ? "Replace" : "Add"} busy="Saving…">
      <SigningSecretField signature={signature} required {...form.text("signing_secret")} />
      {signed && (
        <SelectField
          label="The old secret stays valid"
          help="So that there is time to change it in the tool."
          {...form.field("old_valid_hours")}
          options={periods}
        />
      )}
      <ModeChoice {...form.field("signature_mode")} />
    </Form>
  );
}
