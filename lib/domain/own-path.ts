const base = "http://hotline.invalid";

/**
 * Where a text leads within this app, as a browser resolves it: path, query and fragment. Null for what could leave the app: what counts is what
 * comes of it, since `/.//evil.example` begins like a path and ends as `//evil.example`.
 */
export function ownPath(text: string): string | null {
  if (!/^\/[\x21-\x7e]*$/.test(text)) return null;
  let path = text;
  // A text that is a path of this app stays one, however often it is resolved.
  for (let times = 0; times < 2; times++) {
    if (!URL.canParse(path, base)) return null;
    const url = new URL(path, base);
    path = `${url.pathname}${url.search}${url.hash}`;
    if (url.origin !== base || /^\/[/\\]/.test(path)) return null;
  }
  return path;
}
