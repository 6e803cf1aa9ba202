"use client";

import { IntegrationIcon } from "@/components/integration-icon";
import { Combobox } from "@/components/ui/choice/combobox";
import type { IntegrationShape } from "@/lib/domain/moments/integration";

interface Props {
  integrations: readonly IntegrationShape[];
  value: string | null;
  onChange: (integration: string | null) => void;
  error?: string;
}

/** The tool that will post, found by typing. */
export const TypeChoice = ({ integrations, value, onChange, error }: Props) => (
  <Combobox
    label="Type"
    value={value}
    onValueChange={onChange}
    options={integrations.map(({ integration, label, summary }) => ({
      value: integration,
      label,
      description: summary,
      icon: <IntegrationIcon integration={integration} />,
    }))}
    placeholder="Search tools"
    empty={`Not among them: choose ${integrations[0]?.label ?? "the first"}, and let it post JSON.`}
    help={
      integrations.find(({ integration }) => integration === value)?.summary ??
      `${integrations[0]?.label ?? ""} takes anything that can post JSON.`
    }
    error={error}
  />
);
