export interface HeaderRow {
  /** Its place in the form; rows have no other identity while they are typed. */
  key: number;
  name: string;
  value: string;
}

let lastKey = 0;

export const newRow = (name = "", value = ""): HeaderRow => ({ key: ++lastKey, name, value });

export const toRows = (headers: unknown): HeaderRow[] =>
  isPlainObject(headers) ? Object.entries(headers).map(([name, value]) => newRow(name, String(value))) : [];

/** Rows without a name and a value are not headers yet. */
export const toHeaders = (rows: readonly HeaderRow[]): Record<string, string> =>
  Object.fromEntries(rows.filter(({ name, value }) => name.trim() || value).map(({ name, value }) => [name.trim(), value.trim()]));

/** The names that more than one row has; their case makes no difference. */
export function findRepeated(rows: readonly HeaderRow[]): string[] {
  const names = rows.map(({ name }) => name.trim()).filter(Boolean);
  return names.filter((name, index) => names.findIndex((other) => other.toLowerCase() === name.toLowerCase()) < index);
}

/** A JSON object of header names and values, as rows; else what is wrong with it, as a sentence. */
export function readHeadersJson(text: string): HeaderRow[] | string {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return "This is not JSON.";
  }
  if (!isPlainObject(parsed)) return 'Paste a JSON object, such as {"Authorization": "Bearer …"}.';
  const odd = Object.entries(parsed).find(([, value]) => typeof value !== "string");
  return odd ? `The value of ${odd[0]} must be text in quotes.` : toRows(parsed);
}

/** The rows with others put in: one of the same name is replaced, empty ones go. */
export function mergeRows(rows: readonly HeaderRow[], added: readonly HeaderRow[]): HeaderRow[] {
  const names = new Set(added.map(({ name }) => name.toLowerCase()));
  return [...rows.filter(({ name, value }) => (name || value) && !names.has(name.trim().toLowerCase())), ...added];
}

const isPlainObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
