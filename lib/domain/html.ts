const entities: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;", "\u0000": "" };

/** Text as HTML, in an element or in a quoted attribute. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: a NUL may not be in HTML.
export const escapeHtml = (text: string): string => text.replace(/[&<>"'\u0000]/g, (character) => entities[character] ?? "");
