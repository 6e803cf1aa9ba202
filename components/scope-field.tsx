"use client";

import Link from "next/link";
import { type ReactNode, useId } from "react";
import { useEnvironments } from "@/lib/client/queries/environments";
import { Select } from "./ui/choice/select";

interface Props {
  /** An environment's slug; null for the whole organization. */
  value: string | null;
  onValueChange: (environment: string | null) => void;
  /** What the scope is of: "subscription", "channel". */
  noun: string;
  error?: string;
}

/** The whole organization, or one environment; with what that means for alerts that name none. */
export function ScopeField({ value, onValueChange, noun, error }: Props) {
  const environments = useEnvironments().data ?? [];
  const id = useId();
  const first = environments.find(({ slug }) => slug === "production") ?? environments[0];
  return (
    <fieldset className="grid gap-2" aria-describedby={error ? `${id}-error` : undefined} data-invalid={error ? true : undefined}>
      <legend className="mb-1.5 font-medium text-sm">Scope</legend>
      <Choice
        name={id}
        checked={value === null}
        onChoose={() => onValueChange(null)}
        label="Whole organization"
        help="Alerts of every environment, and those that name none."
      />
      <Choice
        name={id}
        checked={value !== null}
        disabled={!first && value === null}
        onChoose={() => onValueChange(first?.slug ?? null)}
        label="One environment"
        help={`Only alerts of that environment. An alert without an environment reaches organization-wide ${noun}s only.`}
      >
        {value !== null && (
          <Select
            aria-label="Environment"
            value={value}
            onChange={(event) => onValueChange(event.target.value)}
            className="mt-1.5 w-full sm:w-56"
          >
            {!environments.some(({ slug }) => slug === value) && <option value={value}>{value}</option>}
            {environments.map(({ slug, name }) => (
              <option key={slug} value={slug}>
                {name === slug ? slug : `${name} (${slug})`}
              </option>
            ))}
          </Select>
        )}
      </Choice>
      {!first && value === null && (
        <p className="text-muted-foreground text-xs">
          There are no environments yet.{" "}
          <Link href="/settings/environments" className="text-primary underline underline-offset-2">
            Make one
          </Link>
        </p>
      )}
      {error && (
        <p id={`${id}-error`} className="text-destructive text-xs">
          Environment {error}.
        </p>
      )}
    </fieldset>
  );
}

interface ChoiceProps {
  name: string;
  checked: boolean;
  disabled?: boolean;
  onChoose: () => void;
  label: string;
  help: string;
  children?: ReactNode;
}

function Choice({ name, checked, disabled, onChoose, label, help, children }: ChoiceProps) {
  const id = useId();
  return (
    <div
      className={`rounded-md border px-3 py-2.5 transition-colors ${checked ? "border-primary bg-primary/5" : "border-input"} ${disabled ? "opacity-60" : ""}`}
    >
      <label className="flex items-start gap-2.5">
        <input
          type="radio"
          name={name}
          checked={checked}
          disabled={disabled}
          onChange={onChoose}
          aria-describedby={`${id}-help`}
          className="mt-0.5 size-4 shrink-0 accent-primary"
        />
        <span className="grid min-w-0">
          <span className="font-medium text-sm">{label}</span>
          <span id={`${id}-help`} className="text-pretty text-muted-foreground text-xs">
            {help}
          </span>
        </span>
      </label>
      {children && <div className="pl-6.5">{children}</div>}
    </div>
  );
}
