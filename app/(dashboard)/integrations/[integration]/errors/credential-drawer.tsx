"use client";

import { useState } from "react";
import { type ConfigValues, toConfig, toValues } from "@/components/form/field-values";
import { FieldsForm } from "@/components/form/fields-form";
import { Form } from "@/components/form/form";
import { FormDialog } from "@/components/form/form-dialog";
import { useForm } from "@/components/form/use-form";
import { Button } from "@/components/ui/button";
import { SelectField } from "@/components/ui/choice/select-field";
import { useToast } from "@/components/ui/popup/toast";
import { useCheckUnsaved, useCredentials, useSaveCredential } from "@/lib/client/queries/credentials";
import type { CheckShape, CredentialInput, CredentialShape } from "@/lib/domain/moments/credential";
import type { IntegrationShape } from "@/lib/domain/moments/integration";
import type { TeamShape } from "@/lib/domain/people/team";
import { CheckAnswer } from "./check-answer";
import type { Contact } from "./credentials";

interface Props {
  integration: IntegrationShape;
  contact: Contact;
  /** Null: a new one. */
  saved: CredentialShape | null;
  /** Those that have none yet. */
  teams: readonly TeamShape[];
}

/** A team's credential: its fields are the integration's data. The tool can be asked about it before it is saved. */
export const CredentialDrawer = ({ onClose, ...props }: Props & { onClose: () => void }) => (
  <FormDialog drawer title={`${props.saved ? "Replace the" : "Add a"} ${props.integration.label} credential`} onClose={onClose}>
    <CredentialForm {...props} />
  </FormDialog>
);

interface Values extends ConfigValues {
  /** Whose it is cannot be changed: only a new one asks for it. */
  team_id?: string | null;
}

function CredentialForm({ integration: { integration }, contact: { fields }, saved: opened, teams }: Props) {
  const saved = useCredentials(integration, true).data?.find(({ id }) => id === opened?.id) ?? opened;
  const { show } = useToast();
  const save = useSaveCredential(integration);
  const check = useCheckUnsaved(integration);
  const [answer, setAnswer] = useState<{ check: CheckShape; of: string } | null>(null);
  const first = teams.length === 1 ? (teams[0]?.id ?? null) : null;
  const initial: Values = { ...(saved ? {} : { team_id: first }), ...toValues(fields, saved?.config ?? {}) };
  const findMissing = ({ team_id }: Values) => (team_id === null ? [{ path: "team_id", message: "is required" }] : []);
  const form = useForm({
    initial,
    toBody: ({ team_id, ...config }): CredentialInput => ({
      team_id: saved?.team_id ?? team_id ?? "",
      config: toConfig(fields, config, saved !== null) as CredentialInput["config"],
    }),
    saved: saved?.id,
    check: findMissing,
    send: async (body, { config }) => {
      await save.mutateAsync(saved ? { id: saved.id, input: { ...body, config: config ?? {} } } : { id: null, input: body });
      show({ tone: "success", title: saved ? "The credential is replaced" : "The credential is stored" });
    },
  });

  const { body } = form.read();
  const now = JSON.stringify(body);
  const test = () => form.attempt(async () => setAnswer({ check: await check.mutateAsync(body), of: now }), findMissing(form.values));
  return (
    <Form
      form={form}
      noValidate
      action={saved ? "Replace the credential" : "Store the credential"}
      busy="Saving…"
      beside={
        <Button onClick={() => void test()} aria-disabled={form.isBusy || undefined}>
          {check.isPending ? "Testing…" : "Test connection"}
        </Button>
      }
    >
      {!saved && (
        <SelectField
          label="Team"
          help="Whose moments it is for."
          error={form.errorOf("team_id")}
          value={form.values.team_id ?? null}
          onValueChange={(team_id) => form.set({ team_id })}
          options={teams.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <FieldsForm fields={fields} form={form} />
      {answer && <CheckAnswer answer={answer.check} isOld={answer.of !== now} />}
    </Form>
  );
}
