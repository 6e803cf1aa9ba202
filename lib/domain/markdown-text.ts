/** Of a longer Markdown only this much is read, in characters: a message shows less, and no text makes the patterns below slow. */
const maxRead = 4_000;

/** An escaped mark, a sign by its name or number, code, a link or an image, what is bold, and an address in angle brackets. */
const marks =
  /\\([!-/:-@[-`{-~])|&(amp|lt|gt|quot|apos|nbsp|#\d{1,7}|#x[\da-f]{1,6});|(?<!`)(`+)(?!`)(.+?)(?<!`)\3(?!`)|!?\[([^[\]\n]*)\]\(<?([^()\s<>]+)>?(?: "[^"\n]*")?\)|\*\*(?=\S)(.+?)(?<=\S)\*\*|<(https?:\/\/[^<>\s]+)>/gi;
const fence = /^ {0,3}(```+|~~~+)/;

/**
 * Markdown as people read it where nothing renders it: without the marks of headings, bold text, code, links and lists. `_` and single `*` and `~` stay, since
 * they are as often part of a value. At most 4,000 characters are read.
 */
export function markdownText(markdown: string): string {
  let isCode = false;
  const lines: string[] = [];
  for (const line of markdown.slice(0, maxRead).split(/\r\n?|\n/)) {
    if (fence.test(line)) isCode = !isCode;
    else lines.push(isCode ? line : plainLine(line));
  }
  return lines
    .join("\n")
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}

const plainLine = (line: string): string =>
  plainWords(
    line
      .replace(/^ {0,3}(?:([-*_]) ?)(?:\1 ?){2,}$/, "")
      .replace(/^ {0,3}#{1,6} +/, "")
      .replace(/^( *)[-*+] +/, "$1• "),
  );

const signs: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', apos: "'", nbsp: "\u00a0" };

/** What is no character of a text stands for one that is unknown, as CommonMark has it. */
function signOf(name: string): string {
  const number = name.startsWith("#x") ? Number.parseInt(name.slice(2), 16) : Number(name.slice(1));
  const isCharacter = number > 0 && number <= 0x10ffff && !(number >= 0xd800 && number <= 0xdfff);
  return signs[name] ?? (isCharacter ? String.fromCodePoint(number) : "\ufffd");
}

const plainWords = (text: string): string =>
  text.replace(
    marks,
    (
      _all,
      escaped?: string,
      sign?: string,
      _ticks?: string,
      code?: string,
      label?: string,
      url?: string,
      bold?: string,
      address?: string,
    ) => {
      if (sign !== undefined) return signOf(sign.toLowerCase());
      if (bold !== undefined) return plainWords(bold);
      if (label === undefined) return escaped ?? code?.replace(/^ (.+) $/, "$1") ?? address ?? "";
      const words = plainWords(label);
      return words === "" || words === url ? (url ?? "") : `${words} (${url})`;
    },
  );
