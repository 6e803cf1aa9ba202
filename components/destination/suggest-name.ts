import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import { beginning } from "@/lib/domain/plain-text";
import { type ConfigValues, pathOf } from "../form/field-values";

/** A name for a new destination, by where it leads; one that is taken gets a number. */
export function suggestName({ label, fields }: DestinationKindShape, config: ConfigValues, taken: readonly string[]): string {
  const telling = fields.find((field) => !field.secret && field.input !== "select" && config[pathOf(field)]?.length);
  const target = telling ? String(config[pathOf(telling)]).trim() : "";
  const base = beginning(`${label} ${telling?.input === "url" ? hostOf(target) : target}`.trim(), 90);
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
