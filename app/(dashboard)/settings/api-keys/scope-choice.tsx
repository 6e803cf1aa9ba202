"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/choice/checkbox";
import type { ApiKeyShape } from "@/lib/domain/people/api-key";

type Scopes = ApiKeyShape["scopes"];

const choices: { scope: Scopes[number]; label: string; help: string }[] = [
  { scope: "publish", label: "Publish", help: "Publishes alerts, and nothing else. Right for most code." },
  { scope: "read", label: "Read", help: "Looks at everything but secrets: history, destinations, subscriptions …" },
  { scope: "admin", label: "Admin", help: "All that an admin may do here: publish, read and change everything." },
];

interface Props {
  value: Scopes;
  /** In the order of the choices, whatever the order in which they were made. */
  onValueChange: (scopes: Scopes) => void;
  error?: string;
}

/** What a key may do. `admin` includes the other two. */
export function ScopeChoice({ value, onValueChange, error }: Props) {
  const id = useId();
  const set = (changed: Scopes[number], checked: boolean) =>
    onValueChange(choices.flatMap(({ scope }) => ((scope === changed ? checked : value.includes(scope)) ? [scope] : [])));
  const isAdmin = value.includes("admin");
  return (
    <fieldset aria-describedby={error ? id : undefined} data-invalid={error ? true : undefined} className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Scopes</legend>
      {choices.map(({ scope, label, help }) => (
        <Checkbox
          key={scope}
          label={label}
          help={help}
          checked={value.includes(scope) || isAdmin}
          disabled={isAdmin && scope !== "admin"}
          onCheckedChange={(checked) => set(scope, checked)}
        />
      ))}
      {error && (
        <p id={id} className="text-destructive text-xs">
          {error}
        </p>
      )}
    </fieldset>
  );
}
