"use client";

import { type UseFormReturn, useController } from "react-hook-form";
import type { DestinationField } from "@/lib/destinations/kind-shape";
import { FieldSteps } from "../form/field-steps";
import { HeadersField } from "../form/headers-field";
import type { HeaderRow } from "../form/headers-json";
import { SecretInput } from "../secret-input";
import { Field, FieldFrame } from "../ui/field";
import { SelectField } from "../ui/select-field";
import type { FormValues } from "./form-values";

interface Props {
  field: DestinationField;
  form: UseFormReturn<FormValues>;
  /** Gets the caret when the form opens. */
  isFirst: boolean;
}

/** One field of a kind, as its data says. */
export function KindField({ field, form, isFirst }: Props) {
  const { label, help, required, input, secret, placeholder } = field;
  const name = `config.${field.name}` as const;
  const { field: bound, fieldState } = useController({ control: form.control, name });
  const error = fieldState.error?.message;
  const optional = required ? label : `${label} (optional)`;
  const value = bound.value;
  const change = (next: FormValues["config"][string]) => {
    form.clearErrors(name);
    bound.onChange(next);
  };

  if (input === "headers")
    return (
      <HeadersField
        label={optional}
        help={help}
        error={error}
        errorOf={fieldState.error?.types as Record<string, string> | undefined}
        isSecret={secret}
        rows={value as HeaderRow[]}
        onChange={change}
        focusRef={bound.ref}
      />
    );
  const text = value as string;
  const common = { value: text, onBlur: bound.onBlur, ref: bound.ref, placeholder: placeholder ?? undefined };
  return (
    <div className="grid gap-1.5">
      {input === "select" ? (
        <SelectField label={optional} help={help} error={error} value={text || null} onValueChange={change} options={field.options ?? []} />
      ) : secret ? (
        <FieldFrame label={optional} help={help} error={error}>
          {(frame) => <SecretInput {...common} {...frame} onChange={change} label={label} autoFocus={isFirst} />}
        </FieldFrame>
      ) : (
        <Field
          {...common}
          onChange={(event) => change(event.target.value)}
          label={optional}
          help={help}
          error={error}
          type={input}
          inputMode={input === "text" ? undefined : input}
          autoComplete="off"
          spellCheck={false}
          autoFocus={isFirst}
        />
      )}
      {field.steps && <FieldSteps steps={field.steps} isOpen={error !== undefined} />}
    </div>
  );
}
