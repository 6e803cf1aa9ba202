/** The URL, or null when the text is none. */
export const parseUrl = (text: string): URL | null => (URL.canParse(text) ? new URL(text) : null);
