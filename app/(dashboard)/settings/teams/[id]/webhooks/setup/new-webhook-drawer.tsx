"use client";

import { useState } from "react";
import { Field } from "@/components/ui/field";
import { ApiError } from "@/lib/client/api";
import { useIntegrations } from "@/lib/client/queries/integrations";
import { useCreateWebhook } from "@/lib/client/queries/webhooks";
import type { TeamShape } from "@/lib/domain/team";
import type { WebhookShape } from "@/lib/domain/webhook";
import { ExpiryField } from "../../../../expiry/expiry-field";
import { useExpiry } from "../../../../expiry/use-expiry";
import { FormDialog } from "../../../../form-dialog";
import { useReturnFocus } from "../../../../use-return-focus";
import { ModeChoice } from "../signing/mode-choice";
import { SecretInput } from "../signing/secret-input";
import { TypeChoice } from "./type-choice";
import { WebhookReady } from "./webhook-ready";

interface Props {
  team: TeamShape;
  /** The type that a link names. */
  initialType: string | null;
  onClose: () => void;
}

/** Makes a webhook; then shows its URL and how to set up its tool. */
export function NewWebhookDrawer({ team, initialType, onClose }: Props) {
  const { mutateAsync } = useCreateWebhook();
  const { data: integrations = [], refetch } = useIntegrations();
  const [chosen, setChosen] = useState<string | null | undefined>();
  const [mode, setMode] = useState<WebhookShape["signature_mode"]>("enforce");
  const [hasSecret, setHasSecret] = useState(false);
  const [made, setMade] = useState<WebhookShape | null>(null);
  const expiry = useExpiry({ field: "expires_at" });
  const returnFocus = useReturnFocus();
  // The first one offered takes what any tool posts.
  const offered = integrations.find(({ integration }) => integration === initialType) ?? integrations[0];
  const type = chosen === undefined ? (offered?.integration ?? null) : chosen;
  const signature = integrations.find(({ integration }) => integration === type)?.signature ?? null;

  async function create(data: FormData) {
    // Pressed before the types are there: then it is the one that would have been chosen.
    const integration = type ?? (chosen === undefined ? (initialType ?? (await refetch()).data?.[0]?.integration) : null);
    if (!integration) throw new ApiError(422, "invalid_input", "", [{ path: "integration", message: "Choose one." }]);
    const secret = signature ? String(data.get("signing_secret") ?? "") : "";
    const webhook = await mutateAsync({
      team_id: team.id,
      label: String(data.get("label")),
      integration,
      expires_at: expiry.toValue(),
      ...(secret ? { signing_secret: secret, signature_mode: mode } : {}),
    });
    setMade(webhook);
    return false;
  }
  if (made)
    return (
      <WebhookReady
        webhook={made}
        onClose={() => {
          returnFocus();
          onClose();
        }}
      />
    );
  return (
    <FormDialog
      wide
      title="New webhook"
      description={`Members of ${team.name} and admins manage it.`}
      onClose={onClose}
      action="Create"
      actionBusy="Creating…"
      fields={["integration", "expires_at"]}
      act={create}
    >
      {(errors) => (
        <>
          <Field
            label="Label"
            name="label"
            required
            maxLength={100}
            placeholder="Production monitors"
            help="What posts here, so that it can be recognized later."
            error={errors.label}
          />
          <TypeChoice integrations={integrations} value={type} onChange={setChosen} error={errors.integration} />
          {signature && <SecretInput key={type} signature={signature} onFilled={setHasSecret} error={errors.signing_secret} />}
          {signature && hasSecret && <ModeChoice value={mode} onChange={setMode} />}
          <ExpiryField
            label="Expires"
            chosen={expiry}
            help="From then on requests are answered 410, and counted. It can be changed later."
            error={errors.expires_at}
          />
        </>
      )}
    </FormDialog>
  );
}
