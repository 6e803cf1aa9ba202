/** What encoders of JSON may write otherwise than it reads: quotes, slashes, what HTML means something by, controls, and all beyond ASCII. */
const respelled = /["\\/<>&'+`]|[^ -~]/;

const shortEscapes: Readonly<Record<string, string>> = {
  '"': '"',
  "\\": "\\",
  "/": "/",
  "\b": "b",
  "\f": "f",
  "\n": "n",
  "\r": "r",
  "\t": "t",
};

/** How a moment's Markdown has what is not meant as HTML. */
const entities: Readonly<Record<string, string>> = { "<": "&lt;" };

const literally = (character: string): string => character.replace(/[^\p{L}\p{N} ]/u, "\\$&");
/** A character in JSON's `\u` escapes. */
const units = (character: string): string =>
  Array.from({ length: character.length }, (_, at) => `\\\\u${character.charCodeAt(at).toString(16).padStart(4, "0")}`).join("");

/** Every way in which JSON spells a character. */
function spellings(character: string): string {
  if (!respelled.test(character)) return literally(character);
  const short = shortEscapes[character];
  const entity = entities[character];
  return `(?:${[literally(character), ...(short ? [`\\\\${literally(short)}`] : []), units(character), ...(entity ? [entity] : [])].join("|")})`;
}

/** The same in either case, composed or not. */
function anyForm(character: string): string {
  const cases = [character, character.toLowerCase(), character.toUpperCase()];
  const forms = new Set(cases.flatMap((form) => [form, form.normalize("NFD")]).map((form) => Array.from(form, spellings).join("")));
  return forms.size === 1 ? [...forms].join("") : `(?:${[...forms].join("|")})`;
}

/**
 * A regular expression of Postgres that finds a text in JSON source, however it is spelled there: as it reads, or in the escapes of any encoder.
 * Null where there is one way to spell it. It has no repetition: its time grows with the text that it looks through, and with nothing else.
 */
export function searchPattern(text: string): string | null {
  const composed = text.normalize("NFC");
  return respelled.test(composed)
    ? Array.from(composed, (character) => (respelled.test(character) ? anyForm(character) : literally(character))).join("")
    : null;
}
