/**
 * Where a spreadsheet takes what follows for a formula: at the beginning of a cell, and of a line in it, since some end the cell there whatever
 * stands around it (OWASP, CSV injection, read 2026-11-22). Full-width signs count where a Japanese or Chinese one reads them.
 */
const formula = /(?<=^|[\r\n])(?=[=+\-@\t＝＋－＠])|^(?=[\r\n])/g;

/** A number of which a spreadsheet would show another one: more digits than it keeps or shows, zeros in front, an exponent. */
const reshaped = /^(?:\d{12,}|(?=.{13})\d+[.,]\d+|0\d+|\d+(?:[.,]\d+)?e[+-]?\d+)$/i;

/**
 * One cell, in quotes: half of Europe's spreadsheets part cells at ";". An apostrophe stands before what a spreadsheet would run, and before a
 * number that it would show otherwise.
 */
function csvCell(value: string | number | null): string {
  const text = typeof value === "string" ? value.replace(formula, "'") : String(value ?? "");
  return `"${(reshaped.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
}

/** One line of a CSV file, RFC 4180. */
export const csvLine = (cells: readonly (string | number | null)[]): string => `${cells.map(csvCell).join(",")}\r\n`;

/** What a CSV file begins with: Excel takes it for Windows' own charset without this mark. */
export const csvMark = "\ufeff";
