"use client";

import { Field, FieldFrame } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { SelectMenu } from "@/components/ui/select";
import { useEnvironments } from "@/lib/client/queries/environments";
import { useTeams } from "@/lib/client/queries/teams";
import { expiries, toDateInput } from "./expiry";
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
  const { scopes, setScopes, environment, setEnvironment, teamId, setTeamId, expiry, setExpiry, date, setDate } = fields;
  const select = (
    label: string,
    value: string,
    set: (value: string) => void,
    options: { value: string; label: string }[],
    help: string,
    error?: string,
  ) => (
    <FieldFrame label={label} help={help} error={error}>
      {(props) => <SelectMenu {...props} label={label} value={value} onValueChange={set} options={options} className="h-9" />}
    </FieldFrame>
  );
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
      {select(
        "Environment",
        environment,
        setEnvironment,
        [{ value: "", label: "All environments" }, ...environments.map(({ slug, name: label }) => ({ value: slug, label }))],
        "A key of one environment publishes only there.",
        errors.environment,
      )}
      {select(
        "Team",
        teamId,
        setTeamId,
        [{ value: "", label: "No team" }, ...teams.map(({ id, name: label }) => ({ value: id, label }))],
        "Whose key it is.",
        errors.team_id,
      )}
      <FieldFrame label="Expires" error={errors.expires_at}>
        {(props) => (
          <div className="grid gap-2 sm:grid-cols-2">
            <SelectMenu {...props} label="Expires" value={expiry} onValueChange={setExpiry} options={expiries} className="h-9" />
            {expiry === "date" && (
              <Input
                type="date"
                aria-label="Date"
                aria-invalid={props.invalid}
                min={toDateInput(new Date())}
                value={date}
                onChange={(event) => setDate(event.target.value)}
                className="h-9 pointer-coarse:h-11"
              />
            )}
          </div>
        )}
      </FieldFrame>
    </>
  );
}
