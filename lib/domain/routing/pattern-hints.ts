/** Something that a valid pattern is likely not to mean, and what was likely meant. */
export interface PatternHint {
  text: string;
  /** The pattern to write instead. */
  instead: string | null;
}

/** A `*` or `+` after a letter or a mark, as file names have it. */
const glob = /(^|[^\\.)\]}*+?])\*/;

/** What a pattern that compiles is likely to get wrong. */
export function findHint(pattern: string): PatternHint | null {
  if (pattern !== pattern.trim())
    return { text: "It starts or ends with a space, which then must be in the name.", instead: pattern.trim() };
  if (/^\^|[^\\]\$$/.test(pattern))
    return {
      text: "A pattern always matches the whole name: the anchors are there already.",
      instead: pattern.replace(/^\^/, "").replace(/([^\\])\$$/, "$1"),
    };
  const found = glob.exec(pattern);
  if (!found) return null;
  const before = found[1] === "" ? "" : `“${found[1]}*” repeats “${found[1]}”. `;
  return { text: `${before}Any text is “.*”.`, instead: pattern.replace(new RegExp(glob, "g"), "$1.*") };
}

/** What a new channel may start from, with names that there are where there are any. */
export function examplesFrom(names: readonly { name: string }[]): { label: string; pattern: string }[] {
  const plain = names.map(({ name }) => name).filter((name) => /^[\w-]+:[\w-]+$/.test(name));
  const one = plain[0] ?? "payment:failed";
  const category = one.slice(0, one.indexOf(":"));
  const event = one.slice(one.indexOf(":") + 1);
  const sibling =
    plain.find((name) => name.endsWith(`:${event}`) && name !== one)?.split(":")[0] ?? (category === "run" ? "deploy" : "run");
  return [
    { label: "One name", pattern: one },
    { label: "A category", pattern: `${category}:.*` },
    { label: "One of several", pattern: `(${category}|${sibling}):${event}` },
    { label: "Everything", pattern: ".*" },
  ];
}

/** A channel's name for a pattern that is easy to name; empty for others. */
export function suggestChannelName(pattern: string): string {
  if (pattern === ".*" || pattern === ".+") return "Everything";
  if (/^[\w-]+(:[\w-]+)*$/.test(pattern)) return pattern;
  const [, category = ""] = /^([\w-]+):\.[*+]$/.exec(pattern) ?? [];
  return category && category.charAt(0).toUpperCase() + category.slice(1);
}
