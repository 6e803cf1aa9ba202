const token = /"(?:[^"\\]|\\.)*"|[{}[\],:]|[^\s{}[\],:"]+/g;

export type TokenKind = "key" | "string" | "number" | "word" | "mark" | "space";
export interface Token {
  kind: TokenKind;
  text: string;
}

function kindOf(text: string): TokenKind {
  if (text.startsWith('"')) return "string";
  return /^[-\d]/.test(text) ? "number" : "word";
}

/**
 * JSON source text, indented by two spaces. Works on the text and not on its value, so numbers keep their digits and
 * keys their order. `source` must be valid JSON.
 */
export function indentJson(source: string): Token[] {
  const marks = source.match(token) ?? [];
  const out: Token[] = [];
  let depth = 0;
  const breakLine = () => out.push({ kind: "space", text: `\n${"  ".repeat(depth)}` });
  marks.forEach((text, index) => {
    const next = marks[index + 1];
    if (text === "{" || text === "[") {
      out.push({ kind: "mark", text });
      depth++;
      if (next !== "}" && next !== "]") breakLine();
    } else if (text === "}" || text === "]") {
      depth--;
      const previous = marks[index - 1];
      if (previous !== "{" && previous !== "[") breakLine();
      out.push({ kind: "mark", text });
    } else if (text === ",") {
      out.push({ kind: "mark", text });
      breakLine();
    } else if (text === ":") out.push({ kind: "mark", text: ": " });
    else out.push({ kind: next === ":" ? "key" : kindOf(text), text });
  });
  return out;
}
