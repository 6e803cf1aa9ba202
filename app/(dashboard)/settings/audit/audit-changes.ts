/** A field that a change touched. Absent on one side: undefined. */
export interface Change {
  field: string;
  before: unknown;
  after: unknown;
}

type Fields = Record<string, unknown> | null;

/** They differ by themselves, or stand in the entry already. */
const unsaid = new Set(["id", "created_at", "updated_at", "last_used_at", "you"]);

const isObject = (value: unknown): value is Record<string, unknown> => typeof value === "object" && value !== null && !Array.isArray(value);

/** Fields by their path: what is inside `config` is `config.url`. */
function flatten(fields: Fields, path = ""): Map<string, unknown> {
  const flat = new Map<string, unknown>();
  for (const [name, value] of Object.entries(fields ?? {})) {
    if (path === "" && unsaid.has(name)) continue;
    if (isObject(value)) for (const [inner, field] of flatten(value, `${path}${name}.`)) flat.set(inner, field);
    else flat.set(`${path}${name}`, value);
  }
  return flat;
}

const isEmpty = (value: unknown) => value === undefined || value === null || value === "" || (Array.isArray(value) && value.length === 0);

/** What a change altered, field by field and nothing else. Where one side is missing (made, deleted): all that the other one says. */
export function changedFields(before: Fields, after: Fields): Change[] {
  const old = flatten(before);
  const now = flatten(after);
  const fields = [...new Set([...old.keys(), ...now.keys()])];
  const changes = fields.map((field) => ({ field, before: old.get(field), after: now.get(field) }));
  return before && after
    ? changes.filter((change) => JSON.stringify(change.before) !== JSON.stringify(change.after))
    : changes.filter((change) => !isEmpty(change.before) || !isEmpty(change.after));
}

/** `channel_ids` as people say it: "Channels". */
export function fieldLabel(field: string): string {
  const words = field
    .replace(/_ids(?=\.|$)/g, "s")
    .replace(/_(id|at)(?=\.|$)/g, "")
    .replaceAll(".", " · ")
    .replaceAll("_", " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A value in a line of text; `nameOf` knows what some ids are called. */
export function valueText(value: unknown, nameOf: (id: string) => string | undefined = () => undefined): string {
  if (isEmpty(value)) return "none";
  if (typeof value === "boolean") return value ? "yes" : "no";
  if (Array.isArray(value)) return value.map((each) => valueText(each, nameOf)).join(", ");
  if (isObject(value)) return typeof value.name === "string" ? value.name : JSON.stringify(value);
  return nameOf(String(value)) ?? String(value);
}
