/** C0 and C1 controls, line and paragraph separators, and the marks that reverse the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** The text on one line: each run of controls becomes a space. Safe in a mail header and in a title. */
export const oneLine = (text: string): string => text.replace(unprintable, " ").replace(/ {2,}/g, " ").trim();

/** The text, at most `max` UTF-16 units long; what is cut ends in "…" and never in half a character. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const cut = text.slice(0, max - 1);
  return `${/[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut}…`;
}

/** Bytes of the text in UTF-8. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
