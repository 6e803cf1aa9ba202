export const themes = ["light", "dark", "system"] as const;
export type Theme = (typeof themes)[number];

/** The theme that a cookie names; `system` when it names none. */
export const readTheme = (value: string | undefined): Theme => themes.find((theme) => theme === value) ?? "system";

const yearSeconds = 31_536_000;

/** Shows the theme at once, and keeps it for the next page in the cookie that the root layout reads. */
export function chooseTheme(theme: Theme): void {
  document.documentElement.dataset.theme = theme;
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser that Hotline supports
  document.cookie = `theme=${theme}; path=/; max-age=${yearSeconds}; samesite=lax`;
}
