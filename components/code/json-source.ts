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

/** The first `limit` tokens of the source, and one more for what follows them. */
function readMarks(source: string, limit: number): string[] {
  const marks: string[] = [];
  for (const [text] of source.matchAll(token)) {
    marks.push(text);
    if (marks.length > limit) break;
  }
  return marks;
}

/**
 * JSON source text, indented by two spaces. Works on the text and not on its value, so numbers keep their digits and
 * keys their order. `source` must be valid JSON; of a long one only the first `limit` tokens are read.
 */
export function indentJson(source: string, limit = Number.POSITIVE_INFINITY): Token[] {
  const marks = readMarks(source, limit);
  const out: Token[] = [];
  let depth = 0;
  const breakLine = () => out.push({ kind: "space", text: `\n${"  ".repeat(depth)}` });
  for (let index = 0; index < Math.min(marks.length, limit); index++) {
    const text = marks[index] as string;
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
  }
  return out;
}

export interface JsonNode {
  /** The key as it stands in the source, quotes and all; null in an array and at the top. */
  key: string | null;
  kind: TokenKind | "object" | "array";
  /** The source of what has no children. */
  text: string;
  children: JsonNode[];
  parent: JsonNode | null;
}

/** All nodes of the source in its order, the whole first: as many equal keys, with the same digits. `source` must be valid JSON. */
export function readTree(source: string): JsonNode[] {
  const nodes: JsonNode[] = [];
  const marks = source.match(token) ?? [];
  let parent: JsonNode | null = null;
  let key: string | null = null;
  for (let index = 0; index < marks.length; index++) {
    const text = marks[index] as string;
    if (text === "}" || text === "]") parent = (parent as JsonNode | null)?.parent ?? null;
    else if (marks[index + 1] === ":") key = text;
    else if (text !== "," && text !== ":") {
      const opens = text === "{" || text === "[";
      const kind = text === "{" ? "object" : text === "[" ? "array" : kindOf(text);
      const node: JsonNode = { key, kind, text: opens ? "" : text, children: [], parent };
      nodes.push(node);
      (parent as JsonNode | null)?.children.push(node);
      key = null;
      if (opens) parent = node;
    }
  }
  return nodes;
}

/** The nodes that hold `query` in their key or value, in any case, and those on the way to them. */
export function findInTree(nodes: readonly JsonNode[], query: string): Set<JsonNode> {
  const found = new Set<JsonNode>();
  const wanted = query.toLowerCase();
  if (wanted === "") return found;
  for (const node of nodes) {
    if (!`${node.key ?? ""}: ${node.text}`.toLowerCase().includes(wanted)) continue;
    for (let each: JsonNode | null = node; each && !found.has(each); each = each.parent) found.add(each);
  }
  return found;
}
