"use client";

import { useId } from "react";
import { Checkbox } from "@/components/ui/checkbox";
import type { ApiKeyShape } from "@/lib/domain/api-key";

type Scopes = ApiKeyShape["scopes"];

const choices: { scope: Scopes[number]; label: string; help: string }[] = [
  { scope: "publish", label: "Publish", help: "Publishes alerts, and nothing else. Right for most code." },
  { scope: "read", label: "Read", help: "Looks at everything but secrets: history, destinations, subscriptions …" },
  { scope: "admin", label: "Admin", help: "All that an admin may do here: publish, read and change everything." },
];

/** What a key may do. `admin` includes the other two. */
export function ScopeChoice({ scopes, onChange, error }: { scopes: Scopes; onChange: (scopes: Scopes) => void; error?: string }) {
  const id = useId();
  const isAdmin = scopes.includes("admin");
  return (
    <fieldset aria-describedby={error ? id : undefined} className="grid gap-2">
      <legend className="mb-2 font-medium text-sm">Scopes</legend>
      {choices.map(({ scope, label, help }) => (
        <Checkbox
          key={scope}
          label={label}
          help={help}
          checked={scopes.includes(scope) || isAdmin}
          disabled={isAdmin && scope !== "admin"}
          onCheckedChange={(checked) => onChange(checked ? [...scopes, scope] : scopes.filter((other) => other !== scope))}
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
