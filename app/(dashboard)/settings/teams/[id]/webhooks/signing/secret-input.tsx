"use client";

import { Field } from "@/components/ui/field";
import type { IntegrationShape } from "@/lib/domain/integration";

interface Props {
  signature: NonNullable<IntegrationShape["signature"]>;
  required?: boolean;
  onFilled?: (isFilled: boolean) => void;
  error?: string;
}

/** The secret that the tool signs its requests with. It is encrypted, and never shown again. */
export const SecretInput = ({ signature, required, onFilled, error }: Props) => (
  <Field
    label="Signing secret"
    name="signing_secret"
    required={required}
    maxLength={512}
    autoComplete="off"
    autoCapitalize="off"
    spellCheck={false}
    onChange={(event) => onFilled?.(event.target.value !== "")}
    placeholder={required ? undefined : "Optional"}
    help={`${signature.help} Hotline checks the header ${signature.header} with it.`}
    error={error}
  />
);
