"use client";

import type { ComponentProps } from "react";
import { Field } from "@/components/ui/field";
import type { IntegrationShape } from "@/lib/domain/moments/integration";

interface Props extends Omit<ComponentProps<typeof Field>, "label"> {
  signature: NonNullable<IntegrationShape["signature"]>;
}

/** The secret that the tool signs its requests with. It is encrypted, and never shown again. */
export const SigningSecretField = ({ signature, required, ...input }: Props) => (
  <Field
    {...input}
    label="Signing secret"
    required={required}
    maxLength={512}
    autoComplete="off"
    autoCapitalize="off"
    spellCheck={false}
    placeholder={required ? undefined : "Optional"}
    help={`${signature.help} Hotline checks the header ${signature.header} with it.`}
  />
);
