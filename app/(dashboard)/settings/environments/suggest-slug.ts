/** Longest slug that the API takes, in characters. */
const maxLength = 64;

/** A slug made from a name: "Production (EU)" gives `production-eu`. Empty when nothing of the name can stand in one. */
export function suggestSlug(name: string): string {
  const plain = name
    .normalize("NFKD")
    .replace(/\p{M}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9_]+/g, "-");
  return plain
    .replace(/^[-_]+/, "")
    .slice(0, maxLength)
    .replace(/[-_]+$/, "");
}
