"use client";

import { type FormEvent, useId, useState } from "react";
import { FormProblem } from "@/components/form-problem";
import { SecretInput } from "@/components/secret-input";
import { Button } from "@/components/ui/button";
import { Drawer } from "@/components/ui/drawer";
import { Field, FieldFrame } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";
import { useToast } from "@/components/ui/toast";
import { noProblems, toProblems } from "@/components/use-submit";
import { useCheckUnsaved, useSaveCredential } from "@/lib/client/queries/credentials";
import type { CheckShape, CredentialShape } from "@/lib/domain/credential";
import type { IntegrationShape } from "@/lib/domain/integration";
import type { TeamShape } from "@/lib/domain/team";
import { CheckAnswer } from "./check-answer";
import type { Contact } from "./credentials";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  integration: IntegrationShape;
  contact: Contact;
  /** Null: a new one. */
  saved: CredentialShape | null;
  /** Those that have none yet. */
  teams: readonly TeamShape[];
}

/** A team's key: its fields are the integration's data. The tool can be asked about it before it is saved. */
export function CredentialDrawer({ open, onOpenChange, integration: { integration, label }, contact, saved, teams }: Props) {
  const id = useId();
  const { show } = useToast();
  const [team, setTeam] = useState(saved?.team_id ?? (teams.length === 1 ? (teams[0]?.id ?? null) : null));
  const [config, setConfig] = useState<Record<string, string>>(saved?.config ?? {});
  const [problems, setProblems] = useState(noProblems);
  const [answer, setAnswer] = useState<{ check: CheckShape; of: string } | null>(null);
  const check = useCheckUnsaved(integration);
  const save = useSaveCredential(integration);
  const isBusy = check.isPending || save.isPending;
  const now = JSON.stringify([team, config]);

  const paths = ["team_id", ...contact.fields.map(({ name }) => `config.${name}`)];
  const input = () => ({
    team_id: team ?? "",
    config: Object.fromEntries(contact.fields.map(({ name }) => [name, config[name]?.trim() || null])),
  });
  async function attempt(act: () => Promise<void>): Promise<void> {
    if (isBusy) return;
    setProblems(noProblems);
    if (team === null) return setProblems({ form: null, fields: { team_id: "is required" } });
    await act().catch((error) => setProblems(toProblems(error, paths)));
  }
  const test = () => attempt(async () => setAnswer({ check: await check.mutateAsync(input()), of: now }));
  const submit = (event: FormEvent) => {
    event.preventDefault();
    void attempt(async () => {
      await save.mutateAsync({ id: saved?.id ?? null, input: input() });
      onOpenChange(false);
      show({ tone: "success", title: saved ? "The key is replaced" : "The key is stored" });
    });
  };
  const set = (name: string, value: string) => setConfig((before) => ({ ...before, [name]: value }));

  return (
    <Drawer
      open={open}
      onOpenChange={onOpenChange}
      title={saved ? `Replace the ${label} key` : `Add a ${label} key`}
      footer={
        <>
          <Button onClick={() => void test()} aria-disabled={isBusy} className="mr-auto">
            {check.isPending ? "Testing…" : "Test connection"}
          </Button>
          <Button variant="ghost" onClick={() => onOpenChange(false)} className="max-sm:hidden">
            Cancel
          </Button>
          <Button variant="primary" type="submit" form={id} aria-disabled={isBusy}>
            {save.isPending ? "Saving…" : saved ? "Replace the key" : "Store the key"}
          </Button>
        </>
      }
    >
      <form id={id} noValidate onSubmit={submit} className="grid gap-5 pt-1">
        <FormProblem message={problems.form} />
        {!saved && (
          <SelectField
            label="Team"
            help="Whose moments it is for."
            error={problems.fields.team_id}
            value={team}
            onValueChange={setTeam}
            options={teams.map(({ id: value, name }) => ({ value, label: name }))}
          />
        )}
        {contact.fields.map((field) => (
          <ContactField
            key={field.name}
            field={field}
            value={config[field.name] ?? ""}
            error={problems.fields[`config.${field.name}`]}
            onChange={(value) => set(field.name, value)}
          />
        ))}
        {answer && <CheckAnswer answer={answer.check} isOld={answer.of !== now} />}
      </form>
    </Drawer>
  );
}

interface FieldProps {
  field: Contact["fields"][number];
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
}

/** One field of an integration's contact, as its data says. */
function ContactField({ field, value, error, onChange }: FieldProps) {
  const { label, required, help, placeholder, secret, input, options } = field;
  const name = required ? label : `${label} (optional)`;
  const frame = { label: name, help: help ?? undefined, error };
  if (input === "select") return <SelectField {...frame} value={value || null} onValueChange={onChange} options={options ?? []} />;
  if (!secret)
    return <Field {...frame} value={value} placeholder={placeholder ?? undefined} onChange={(event) => onChange(event.target.value)} />;
  return (
    <FieldFrame {...frame}>
      {(control) => <SecretInput {...control} label={label} value={value} placeholder={placeholder ?? undefined} onChange={onChange} />}
    </FieldFrame>
  );
}
