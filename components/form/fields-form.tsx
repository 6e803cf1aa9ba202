"use client";

import { SelectField } from "../ui/choice/select-field";
import { Field, FieldFrame } from "../ui/field";
import { FieldSteps } from "./field-steps";
import { type ConfigValues, type FieldData, type FieldValue, pathOf, sayFieldError } from "./field-values";
import { HeadersField } from "./headers-field";
import type { HeaderRow } from "./headers-json";
import { SecretInput } from "./secret-input";

interface Props {
  fields: readonly FieldData[];
  /** A form that holds their values (`useForm`). */
  form: {
    values: ConfigValues;
    set: (patch: ConfigValues) => void;
    errorsIn: (path: keyof ConfigValues & string) => Readonly<Record<string, string>>;
    errorOf: (path: keyof ConfigValues & string) => string | undefined;
  };
  /** The first one gets the caret when it is drawn. */
  autoFocus?: boolean;
}

/** The fields of a form that is data: a destination's, a credential's. */
export const FieldsForm = ({ fields, form, autoFocus = false }: Props) =>
  fields.map((field, index) => {
    const path = pathOf(field);
    const say = (message: string) => sayFieldError(message, field);
    const error = form.errorOf(path);
    return (
      <FieldInput
        key={field.name}
        field={field}
        value={form.values[path] ?? ""}
        onChange={(value) => form.set({ [path]: value })}
        error={error && say(error)}
        errorsIn={Object.fromEntries(Object.entries(form.errorsIn(path)).map(([inside, message]) => [inside, say(message)]))}
        autoFocus={autoFocus && index === 0}
      />
    );
  });

interface InputProps {
  field: FieldData;
  value: FieldValue;
  onChange: (value: FieldValue) => void;
  error: string | undefined;
  errorsIn: Readonly<Record<string, string>>;
  autoFocus: boolean;
}

/** One of them, as its data says. */
function FieldInput({ field, value, onChange, error, errorsIn, autoFocus }: InputProps) {
  const { label, required, input, secret, options, steps } = field;
  const frame = { label: required ? label : `${label} (optional)`, help: field.help ?? undefined, error };
  if (input === "headers")
    return <HeadersField {...frame} errorOf={errorsIn} isSecret={Boolean(secret)} rows={value as HeaderRow[]} onChange={onChange} />;
  const text = value as string;
  const placeholder = field.placeholder ?? undefined;
  return (
    <div className="grid gap-1.5">
      {input === "select" ? (
        <SelectField {...frame} value={text || null} onValueChange={onChange} options={options ?? []} />
      ) : secret ? (
        <FieldFrame {...frame}>
          {(control) => (
            <SecretInput {...control} label={label} value={text} onChange={onChange} placeholder={placeholder} autoFocus={autoFocus} />
          )}
        </FieldFrame>
      ) : (
        <Field
          {...frame}
          value={text}
          onChange={(event) => onChange(event.target.value)}
          placeholder={placeholder}
          type={input}
          inputMode={input === "text" ? undefined : input}
          autoComplete="off"
          spellCheck={false}
          autoFocus={autoFocus}
        />
      )}
      {steps && <FieldSteps steps={steps} isOpen={error !== undefined} />}
    </div>
  );
}
