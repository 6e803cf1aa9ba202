"use client";

import { useState } from "react";
import { SelectField } from "@/components/ui/select-field";
import { useToast } from "@/components/ui/toast";
import { useUpdateWebhook } from "@/lib/client/queries/webhooks";
import type { IntegrationShape } from "@/lib/domain/integration";
import type { WebhookShape } from "@/lib/domain/webhook";
import { FormDialog } from "../../../../form-dialog";
import { ModeChoice } from "./mode-choice";
import { SecretInput } from "./secret-input";

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
  onClose: () => void;
}

export function SecretDialog({ webhook: { id, signed, signature_mode }, signature, onClose }: Props) {
  const { mutateAsync } = useUpdateWebhook();
  const { show } = useToast();
  const [hours, setHours] = useState<(typeof periods)[number]["value"]>("24");
  const [mode, setMode] = useState(signature_mode);

  async function save(data: FormData) {
    await mutateAsync({
      id,
      patch: { signing_secret: String(data.get("signing_secret")), old_valid_hours: Number(hours), signature_mode: mode },
    });
    show({ tone: "success", title: signed ? "The signing secret was replaced" : "The signing secret was added" });
  }
  return (
    <FormDialog
      title={signed ? "Replace the signing secret" : "Add a signing secret"}
      onClose={onClose}
      action={signed ? "Replace" : "Add"}
      actionBusy="Saving…"
      fields={["old_valid_hours"]}
      act={save}
    >
      {(errors) => (
        <>
          <SecretInput signature={signature} required error={errors.signing_secret} />
          {signed && (
            <SelectField
              label="The old secret stays valid"
              help="So that there is time to change it in the tool."
              error={errors.old_valid_hours}
              value={hours}
              onValueChange={setHours}
              options={periods}
            />
          )}
          <ModeChoice value={mode} onChange={setMode} />
        </>
      )}
    </FormDialog>
  );
}
