/** Of a longer Markdown only this much is read, in characters: a message shows less, and no text makes the patterns below slow. */
const maxRead = 4_000;

/** An escaped mark, code, a link or an image, what is bold, and an address in angle brackets. */
const marks =
  /\\([!-/:-@[-`{-~])|(?<!`)(`+)(?!`)(.+?)(?<!`)\2(?!`)|!?\[([^[\]\n]*)\]\(<?([^()\s<>]+)>?(?: "[^"\n]*")?\)|\*\*(?=\S)(.+?)(?<=\S)\*\*|<(https?:\/\/[^<>\s]+)>/g;
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

const plainWords = (text: string): string =>
  text.replace(
    marks,
    (_all, escaped?: string, _ticks?: string, code?: string, label?: string, url?: string, bold?: string, address?: string) => {
      if (bold !== undefined) return plainWords(bold);
      if (label === undefined) return escaped ?? code?.replace(/^ (.+) $/, "$1") ?? address ?? "";
      const words = plainWords(label);
      return words === "" || words === url ? (url ?? "") : `${words} (${url})`;
    },
  );
