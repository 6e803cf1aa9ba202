/** What a spreadsheet takes for the beginning of a formula (OWASP, CSV injection, read 2026-11-22). */
const formula = /^[=+\-@\t\r]/;

/** One cell: a text that a spreadsheet would run begins with an apostrophe, and what would end the cell is quoted. */
export function csvCell(value: string | number | null): string {
  const text = typeof value === "string" && formula.test(value) ? `'${value}` : String(value ?? "");
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** One line of a CSV file, RFC 4180. */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;
