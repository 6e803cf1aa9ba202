/** What the platform's parser takes out of a URL without a word: another address would be called than is shown. */
const swallowed = /\p{Cc}/u;

/** The URL, or null when the text is none, or holds tabs, line breaks or other controls. */
export const parseUrl = (text: string): URL | null => (!swallowed.test(text) && URL.canParse(text) ? new URL(text) : null);

/** Whether it is a URL but for tabs, line breaks or other controls in it. */
export const isBrokenUrl = (text: string): boolean => swallowed.test(text) && URL.canParse(text);

/** A URL as it is called: host and dots resolved, what browsers escape escaped, and without the fragment, which is never sent. */
export function calledUrl(text: string): string {
  const url = parseUrl(text);
  if (!url) return text;
  url.hash = "";
  return url.href;
}
