"use client";

import { Field } from "@/components/ui/field";
import { SelectField } from "@/components/ui/select-field";
import { useEnvironments } from "@/lib/client/queries/environments";
import { useTeams } from "@/lib/client/queries/teams";
import { ExpiryField } from "../expiry/expiry-field";
import { ScopeChoice } from "./scope-choice";
import type { useKeyFields } from "./use-key-fields";

interface Props {
  name?: string;
  fields: ReturnType<typeof useKeyFields>;
  errors: Readonly<Record<string, string>>;
}

/** What a key is called, and what it may do. */
export function KeyFields({ name, fields, errors }: Props) {
  const environments = useEnvironments().data ?? [];
  const teams = useTeams().data ?? [];
  const { scopes, setScopes, environment, setEnvironment, teamId, setTeamId, expiry } = fields;
  return (
    <>
      <Field
        label="Name"
        name="name"
        required
        maxLength={100}
        defaultValue={name}
        placeholder="Checkout service"
        help="What uses it, so that it can be recognized later."
        error={errors.name}
      />
      <ScopeChoice scopes={scopes} onChange={setScopes} error={errors.scopes} />
      <SelectField
        label="Environment"
        value={environment}
        onValueChange={setEnvironment}
        options={[{ value: "", label: "All environments" }, ...environments.map(({ slug, name: label }) => ({ value: slug, label }))]}
        help="A key of one environment publishes only there."
        error={errors.environment}
      />
      <SelectField
        label="Team"
        value={teamId}
        onValueChange={setTeamId}
        options={[{ value: "", label: "No team" }, ...teams.map(({ id, name: label }) => ({ value: id, label }))]}
        help="Whose key it is."
        error={errors.team_id}
      />
      <ExpiryField label="Expires" chosen={expiry} error={errors.expires_at} />
    </>
  );
}
