import type { DestinationField, DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { FieldError } from "@/lib/domain/problem";
import { type HeaderRow, toHeaders, toRows } from "../form/headers-json";

type FieldValue = string | HeaderRow[];

export interface FormValues {
  name: string;
  config: Record<string, FieldValue>;
}

type Config = Record<string, unknown>;

export function toValues({ fields }: DestinationKindShape, { name, config }: { name: string; config: Config }): FormValues {
  const read = ({ name: key, input, initial }: DestinationField): FieldValue =>
    input === "headers" ? toRows(config[key]) : String(config[key] ?? initial ?? "");
  return { name, config: Object.fromEntries(fields.map((field) => [field.name, read(field)])) };
}

/** The config as the API takes it. What is empty is left out; of a saved destination it is taken away. */
export function toConfig({ fields }: DestinationKindShape, values: FormValues, isSaved: boolean): Config {
  const entries = fields.map(({ name }) => {
    const value = values.config[name] ?? "";
    const sent = typeof value === "string" ? value.trim() : toHeaders(value);
    const isEmpty = sent === "" || Object.keys(sent).length === 0;
    return [name, isEmpty ? null : sent] as const;
  });
  return Object.fromEntries(isSaved ? entries : entries.filter(([, value]) => value !== null));
}

/** A name for a new destination, by where it leads; one that is taken gets a number. */
export function suggestName({ label, fields }: DestinationKindShape, config: FormValues["config"], taken: readonly string[]): string {
  const telling = fields.find(({ name, input, secret }) => !secret && input !== "select" && config[name]?.length);
  const target = telling ? String(config[telling.name]).trim() : "";
  const base = `${label} ${telling?.input === "url" ? hostOf(target) : target}`.trim().slice(0, 90);
  const names = new Set(taken.map((name) => name.toLowerCase()));
  for (let number = 1; ; number++) {
    const name = number === 1 ? base : `${base} ${number}`;
    if (!names.has(name.toLowerCase())) return name;
  }
}

function hostOf(url: string): string {
  try {
    return new URL(url).host;
  } catch {
    return "";
  }
}

/** The API's words about a field, with its label for the name that the API knows it by. */
export function sayFieldError({ message }: FieldError, { name, label }: { name: string; label: string }): string {
  const text = message.replace(/^[a-z]+(_[a-z]+)+: /, "").replace(new RegExp(`^${name}\\b`), label);
  const sentence = /^\p{Ll}/u.test(text) ? `${label} ${text}` : text;
  return /[.!?]$/.test(sentence) ? sentence : `${sentence}.`;
}
