import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/** Those of the default rules that a theme may break. */
const aboutColors = ["color-contrast", "link-in-text-block"];

interface Part {
  /** Selectors: what alone is looked at, and what is not. */
  include?: string;
  exclude?: string;
}

/** The name and place of everything that axe's default rules find on the page as it is now; those of `rules` alone, where they are given. */
async function violationsOf(page: Page, { include, exclude }: Part, rules?: string[]): Promise<string[]> {
  // In the page itself, which has no frames: else each look opens another page for its results.
  const builder = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ["violations"] });
  if (include) builder.include(include);
  if (exclude) builder.exclude(exclude);
  if (rules) builder.withRules(rules);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ target }) => target.join(" ")).join(", ")}`);
}

/** Fails with what axe finds on the page as it is now. */
export async function expectNoViolations(page: Page, state: string): Promise<void> {
  expect(await violationsOf(page, {}), state).toEqual([]);
}

/**
 * Fails with what axe finds in the light theme and in the dark one, at 1440 px and at 360 px, and when the page scrolls sideways.
 * A theme is colors alone, so in the dark one the rules about colors are enough. Leaves the page light and narrow.
 */
export async function expectFineEverywhere(page: Page, state: string, part: Part = {}): Promise<void> {
  // A change of colors takes no time.
  await page.emulateMedia({ reducedMotion: "reduce" });
  const show = (theme: "light" | "dark") => page.evaluate((shown) => document.documentElement.setAttribute("data-theme", shown), theme);
  for (const width of [1440, 360]) {
    await page.setViewportSize({ width, height: 900 });
    await show("dark");
    expect(await violationsOf(page, part, aboutColors), `${state}, dark at ${width} px`).toEqual([]);
    await show("light");
    expect(await violationsOf(page, part), `${state}, light at ${width} px`).toEqual([]);
    const sideways = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
    expect(sideways, `${state} scrolls sideways at ${width} px`).toBe(0);
  }
}
