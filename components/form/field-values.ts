import type { Field } from "@/lib/domain/form-field";
import type { FieldError } from "@/lib/domain/problem";
import { findRepeated, type HeaderRow, toHeaders, toRows } from "./headers-json";

type Required = "name" | "label" | "input" | "required";

/** A field of a form that is data, as the API tells it: null is what it does not have. */
export type FieldData = Pick<Field, Required> & { [Key in keyof Omit<Field, Required>]?: Field[Key] | null };

type Config = Record<string, unknown>;

export type FieldValue = string | HeaderRow[];

/** What such a form holds of a config, by the API's paths. */
export interface ConfigValues {
  [path: `config.${string}`]: FieldValue;
}

export const pathOf = ({ name }: Pick<FieldData, "name">) => `config.${name}` as const;

export function toValues(fields: readonly FieldData[], config: Config): ConfigValues {
  const read = ({ name, input, initial }: FieldData): FieldValue =>
    input === "headers" ? toRows(config[name]) : String(config[name] ?? initial ?? "");
  return Object.fromEntries(fields.map((field) => [pathOf(field), read(field)]));
}

/** The config as the API takes it. What is empty is left out; of one that is saved it is taken away. */
export function toConfig(fields: readonly FieldData[], values: ConfigValues, isSaved: boolean): Config {
  const entries = fields.map((field) => {
    const value = values[pathOf(field)] ?? "";
    const sent = typeof value === "string" ? value.trim() : toHeaders(value);
    const isEmpty = sent === "" || Object.keys(sent).length === 0;
    return [field.name, isEmpty ? null : sent] as const;
  });
  return Object.fromEntries(isSaved ? entries : entries.filter(([, value]) => value !== null));
}

/** What the API cannot see (a header that is there twice) or need not be asked (nothing is there). */
export function checkValues(fields: readonly FieldData[], values: ConfigValues): FieldError[] {
  return fields.flatMap((field): FieldError[] => {
    const path = pathOf(field);
    const value = values[path] ?? "";
    if (typeof value !== "string")
      return findRepeated(value).map((header) => ({ path: `${path}.${header}`, message: "This header is there twice." }));
    return field.required && value.trim() === "" ? [{ path, message: "is required" }] : [];
  });
}

/** The API's words about a field, with its label for the name that the API knows it by. */
export function sayFieldError(message: string, { name, label }: Pick<FieldData, "name" | "label">): string {
  const text = message.replace(/^[a-z]+(_[a-z]+)+: /, "").replace(new RegExp(`^${name}\\b`), label);
  const sentence = /^\p{Ll}/u.test(text) ? `${label} ${text}` : text;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
