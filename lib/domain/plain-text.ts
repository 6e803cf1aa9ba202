/** C0 and C1 controls, line and paragraph separators, and the marks that reverse the direction of what follows. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters to take out.
const unprintable = /[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069]+/g;

/** The text on one line: each run of controls becomes a space. Safe in a mail header and in a title. */
export const oneLine = (text: string): string => text.replace(unprintable, " ").replace(/ {2,}/g, " ").trim();

const characters = new Intl.Segmenter("en", { granularity: "grapheme" });
/** What joins more UTF-16 units than this is no character that a person reads: hostile texts pile marks up without end. */
const longestCharacter = 64;

/**
 * The beginning of a text, at most `max` UTF-16 units of it. What a person reads as one character (an emoji with its skin, a flag, a letter with its
 * accents) is in it whole or not at all.
 */
export function beginning(text: string, max: number): string {
  if (text.length <= max) return text;
  const at = characters.segment(text.slice(0, max + longestCharacter)).containing(max)?.index ?? max;
  if (max - at <= longestCharacter) return text.slice(0, at);
  return text.slice(0, max).replace(/[\ud800-\udbff]$/, "");
}

/** The text, at most `max` UTF-16 units long; what is cut ends in "…", and never within a character. */
export const clip = (text: string, max: number): string => (text.length <= max ? text : `${beginning(text, max - 1)}…`);

/** What a person reads as the first character of a name. */
export const initialOf = (name: string): string => characters.segment(name)[Symbol.iterator]().next().value?.segment ?? "";

/** Bytes of the text in UTF-8. */
export const byteLength = (text: string): number => new TextEncoder().encode(text).length;
