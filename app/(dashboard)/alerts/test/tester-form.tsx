"use client";

import type { ReactNode } from "react";
import { Select } from "@/components/ui/choice/select";
import { FieldFrame } from "@/components/ui/field";
import { useEnvironments } from "@/lib/client/queries/environments";
import { severities } from "@/lib/domain/alerts/message";
import type { JsonFault } from "@/lib/domain/json-fault";
import { NameInput } from "./name-input";
import { PayloadInput } from "./payload-input";
import type { TesterValues } from "./tester-values";

interface Props {
  values: TesterValues;
  onChange: (next: Partial<TesterValues>) => void;
  fault: JsonFault | null;
  /** What the API said of each field. */
  errors: Readonly<Record<string, string>>;
  children: ReactNode;
}

export function TesterForm({ values, onChange, fault, errors, children }: Props) {
  const environments = useEnvironments().data ?? [];
  const { name, environment, severity, payload } = values;
  const isKnown = environment === null || environments.some(({ slug }) => slug === environment);
  return (
    <form className="grid grid-cols-1 content-start gap-4" onSubmit={(event) => event.preventDefault()}>
      <NameInput value={name} environment={environment} error={errors.name} onChange={(next) => onChange({ name: next })} />
      <div className="grid items-start gap-4 min-[28rem]:grid-cols-2">
        <FieldFrame label="Environment" error={errors.environment}>
          {({ id, describedBy, invalid }) => (
            <Select
              id={id}
              aria-describedby={describedBy}
              aria-invalid={invalid}
              value={environment ?? ""}
              onChange={(event) => onChange({ environment: event.target.value || null })}
            >
              <option value="">None</option>
              {!isKnown && <option value={environment ?? ""}>{environment}</option>}
              {environments.map(({ slug, name: label }) => (
                <option key={slug} value={slug}>
                  {label}
                </option>
              ))}
            </Select>
          )}
        </FieldFrame>
        <FieldFrame label="Severity" error={errors.severity}>
          {({ id }) => (
            <Select id={id} value={severity ?? ""} onChange={(event) => onChange({ severity: event.target.value || null })}>
              <option value="">None</option>
              {severities.map((value) => (
                <option key={value} value={value}>
                  {value.charAt(0).toUpperCase() + value.slice(1)}
                </option>
              ))}
            </Select>
          )}
        </FieldFrame>
      </div>
      <PayloadInput
        name={name}
        environment={environment}
        value={payload}
        fault={fault}
        error={errors.payload}
        onChange={(next) => onChange({ payload: next })}
      />
      {children}
    </form>
  );
}
