/** `Mia Meyer <mia@example.com>`, the name perhaps in quotes. */
const named = /(?:"[^"\n]*"\s*|[^<>,;\n@"]*)<([^<>\s]+)>/g;

/** An address whose name is in quotes may have anything in them. */
const part = /"(?:[^"\\\n]|\\.)*"@[^\s,;]+|[^\s,;]+/g;

/** E-mail addresses as people paste them: between commas, semicolons, spaces or lines, with names or without. Each once, in any case. */
export function parseAddresses(text: string): string[] {
  const parts = text.replace(named, " $1 ").match(part) ?? [];
  return parts.filter((part, index) => parts.findIndex((other) => other.toLowerCase() === part.toLowerCase()) === index);
}
