/** `Mia Meyer <mia@example.com>`, the name perhaps in quotes. */
const named = /(?:"[^"\n]*"\s*|[^<>,;\n@"]*)<([^<>\s]+)>/g;

/** E-mail addresses as people paste them: between commas, semicolons, spaces or lines, with names or without. Each once, in any case. */
export function parseAddresses(text: string): string[] {
  const parts = text
    .replace(named, " $1 ")
    .split(/[\s,;]+/)
    .filter(Boolean);
  return parts.filter((part, index) => parts.findIndex((other) => other.toLowerCase() === part.toLowerCase()) === index);
}
