"use client";

import { useState } from "react";
import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { FormError } from "@/components/form/problems";
import { useForm } from "@/components/form/use-form";
import { Field } from "@/components/ui/field";
import { useReturnFocus } from "@/components/ui/popup/use-return-focus";
import { useIntegrations } from "@/lib/client/queries/integrations";
import { useCreateWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import type { TeamShape } from "@/lib/domain/people/team";
import { checkExpiry, type Expiry, expiryOf, readExpiry } from "../../../../expiry/expiry";
import { ExpiryField } from "../../../../expiry/expiry-field";
import { ModeChoice } from "../signing/mode-choice";
import { SigningSecretField } from "../signing/signing-secret-field";
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
  const [made, setMade] = useState<WebhookShape | null>(null);
  const returnFocus = useReturnFocus();
  const close = () => {
    returnFocus();
    onClose();
  };
  if (made) return <WebhookReady webhook={made} onClose={close} />;
  return (
    <FormDialog drawer title="New webhook" description={`Members of ${team.name} and admins manage it.`} onClose={onClose}>
      <NewWebhookForm teamId={team.id} initialType={initialType} onMade={setMade} />
    </FormDialog>
  );
}

interface Values {
  label: string;
  /** Undefined until somebody chooses one, or none: it is the one that is offered. */
  integration: string | null | undefined;
  signing_secret: string;
  signature_mode: WebhookShape["signature_mode"];
  expires_at: Expiry;
}

const initial: Values = {
  label: "",
  integration: undefined,
  signing_secret: "",
  signature_mode: "enforce",
  expires_at: expiryOf(null),
};

interface FormProps extends Pick<Props, "initialType"> {
  teamId: string;
  onMade: (webhook: WebhookShape) => void;
}

function NewWebhookForm({ teamId, initialType, onMade }: FormProps) {
  const { mutateAsync } = useCreateWebhook();
  const { data: integrations = [], refetch } = useIntegrations();
  // The first one offered takes what any tool posts.
  const offered = integrations.find(({ integration }) => integration === initialType) ?? integrations[0];
  const find = (name: string | null) => integrations.find(({ integration }) => integration === name) ?? null;
  const typeOf = ({ integration }: Values) => (integration === undefined ? (offered?.integration ?? null) : integration);

  async function create(values: Values): Promise<false> {
    // Pressed before the types are there: then it is the one that would have been chosen.
    const isAsked = values.integration === undefined;
    const integration = typeOf(values) ?? (isAsked ? (initialType ?? (await refetch()).data?.[0]?.integration) : null);
    if (!integration) throw new FormError("", [{ path: "integration", message: "Choose one." }]);
    const { label, signing_secret, signature_mode } = values;
    onMade(
      await mutateAsync({
        team_id: teamId,
        label,
        integration,
        expires_at: readExpiry(values.expires_at, null),
        ...(find(integration)?.signature && signing_secret ? { signing_secret, signature_mode } : {}),
      }),
    );
    return false;
  }
  const form = useForm({ initial, check: ({ expires_at }) => checkExpiry("expires_at", expires_at), send: create });
  const type = typeOf(form.values);
  const signature = find(type)?.signature ?? null;
  return (
    <Form form={form} action="Create" busy="Creating…">
      <Field
        label="Label"
        {...form.text("label")}
        required
        maxLength={100}
        placeholder="Production monitors"
        help="What posts here, so that it can be recognized later."
      />
      <TypeChoice
        integrations={integrations}
        value={type}
        onChange={(integration) => form.set({ integration, signing_secret: "" })}
        error={form.errorOf("integration")}
      />
      {signature && (
        <SigningSecretField
          signature={signature}
          value={form.values.signing_secret}
          onChange={(event) => form.set({ signing_secret: event.target.value })}
          error={form.errorOf("signing_secret")}
        />
      )}
      {signature && form.values.signing_secret && <ModeChoice {...form.field("signature_mode")} />}
      <ExpiryField
        label="Expires"
        {...form.field("expires_at")}
        help="From then on requests are answered 410, and counted. It can be changed later."
      />
    </Form>
  );
}
