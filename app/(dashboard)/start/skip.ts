const monthSeconds = 2_592_000;

/** Remembers in this browser that the first run is not wanted: app/first-page.ts reads it. */
export function skipFirstRun(): void {
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that Hotline supports
  document.cookie = `first-run=skipped; path=/; max-age=${monthSeconds}; samesite=lax`;
}
