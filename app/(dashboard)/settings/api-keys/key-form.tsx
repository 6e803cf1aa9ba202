"use client";

import { Form } from "@/components/form/form";
import { useForm } from "@/components/form/use-form";
import { SelectField } from "@/components/ui/choice/select-field";
import { Field } from "@/components/ui/field";
import { useEnvironments } from "@/lib/client/queries/environments";
import { useTeams } from "@/lib/client/queries/teams";
import type { ApiKeyBody, ApiKeyShape } from "@/lib/domain/people/api-key";
import { checkExpiry, expiryOf, readExpiry } from "../expiry/expiry";
import { ExpiryField } from "../expiry/expiry-field";
import { ScopeChoice } from "./scope-choice";

interface Props {
  /** The key that is changed; without it, one is made. */
  apiKey?: ApiKeyShape;
  send: (body: ApiKeyBody, changes: Partial<ApiKeyBody>) => Promise<unknown>;
}

/** What a key is called, and what it may do. */
export function KeyForm({ apiKey, send }: Props) {
  const environments = useEnvironments().data ?? [];
  const teams = useTeams().data ?? [];
  const { name = "", scopes = ["publish"], environment = null, team_id = null, expires_at = null } = apiKey ?? {};
  const form = useForm({
    initial: { name, scopes, environment, team_id, expires_at: expiryOf(expires_at) },
    toBody: (values): ApiKeyBody => ({ ...values, expires_at: readExpiry(values.expires_at, expires_at) }),
    saved: apiKey?.id,
    check: (values) => [
      ...(values.scopes.length === 0 ? [{ path: "scopes", message: "Choose at least one." }] : []),
      ...checkExpiry("expires_at", values.expires_at),
    ],
    send,
  });
  const { values, set } = form;
  return (
    <Form form={form} action={apiKey ? "Save" : "Create"} busy={apiKey ? "Saving…" : "Creating…"}>
      <Field
        label="Name"
        {...form.text("name")}
        required
        maxLength={100}
        placeholder="Checkout service"
        help="What uses it, so that it can be recognized later."
      />
      <ScopeChoice {...form.field("scopes")} />
      <SelectField
        label="Environment"
        value={values.environment ?? ""}
        onValueChange={(slug) => set({ environment: slug || null })}
        options={[{ value: "", label: "All environments" }, ...environments.map(({ slug, name: label }) => ({ value: slug, label }))]}
        help="A key of one environment publishes only there."
        error={form.errorOf("environment")}
      />
      <SelectField
        label="Team"
        value={values.team_id ?? ""}
        onValueChange={(id) => set({ team_id: id || null })}
        options={[{ value: "", label: "No team" }, ...teams.map(({ id, name: label }) => ({ value: id, label }))]}
        help="Whose key it is."
        error={form.errorOf("team_id")}
      />
      <ExpiryField label="Expires" {...form.field("expires_at")} />
    </Form>
  );
}
