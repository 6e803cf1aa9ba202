import { expect, type Page } from "@playwright/test";
import { post, test, uniqueName } from "./page-session";

const search = (page: Page) => page.getByRole("combobox", { name: /^Search pages/ });
/** Again until the page listens. */
const openPalette = (page: Page) =>
  expect(async () => {
    await page.keyboard.press("ControlOrMeta+k");
    await expect(search(page)).toBeFocused({ timeout: 2_000 });
  }).toPass();

test("the palette finds pages, actions and what the organization has, by keyboard alone", async ({ page, request }) => {
  const name = uniqueName("found");
  const { id } = await post(request, "/api/v1/channels", { name, pattern: name });
  await page.goto("/alerts/history");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();

  await openPalette(page);
  await page.keyboard.type("new subsc");
  await expect(page.getByRole("option")).toHaveCount(1);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/alerts\/subscriptions\?new=1$/);

  await page.goto("/alerts/history");
  await openPalette(page);
  await page.keyboard.type(name);
  await expect(page.getByRole("option", { name })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/alerts/channels\\?edit=${id}$`));
});

test("an alert is found by its name, and by its id wherever it was pasted from", async ({ page, request }) => {
  const name = uniqueName("pasted");
  const { id } = await post(request, "/api/v1/alerts", { name });
  await page.goto("/alerts/destinations");
  await openPalette(page);
  await search(page).fill(name);
  await page.getByRole("option", { name }).click();
  await expect(page).toHaveURL(new RegExp(`/alerts/history/${id}$`));

  await page.goto("/alerts/destinations");
  await openPalette(page);
  await search(page).fill(`see https://hub.example/alerts/history/${id}#why`);
  await expect(page.getByRole("option", { name: id })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/alerts/history/${id}$`));
});

test("? lists the keys, g goes to the tabs, and neither acts while somebody types or a dialog is open", async ({ page, request }) => {
  await post(request, "/api/v1/alerts", { name: uniqueName("listed") });
  await page.goto("/alerts/history");
  await expect(page.locator("[data-row]").first()).toBeVisible();
  await expect(page.getByRole("searchbox")).toBeVisible();
  await page.getByRole("searchbox").fill("");
  await page.keyboard.type("?gd");
  await expect(page.getByRole("searchbox")).toHaveValue("?gd");
  // What was typed goes into the address a moment later, which must not meet the next page.
  await expect(page).toHaveURL(/q=%3Fgd$/);
  await page.getByRole("searchbox").blur();

  await page.keyboard.press("?");
  const sheet = page.getByRole("dialog", { name: "Keyboard shortcuts" });
  await expect(sheet).toBeVisible();
  await page.keyboard.press("g");
  await page.keyboard.press("d");
  await page.keyboard.press("Escape");
  await expect(sheet).toBeHidden();
  await expect(page).toHaveURL(/\/alerts\/history/);

  for (const [key, path] of [
    ["d", "destinations"],
    ["s", "subscriptions"],
    ["c", "channels"],
    ["h", "history"],
  ] as const) {
    await page.keyboard.press("g");
    await page.keyboard.press(key);
    await expect(page).toHaveURL(new RegExp(`/alerts/${path}$`));
  }
});

test("a member sees what they may not do, and why", async ({ memberPage: page }) => {
  await page.goto("/alerts/history");
  await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  await openPalette(page);
  await page.keyboard.type("new destination");
  await expect(page.getByRole("option", { name: /New destination/ })).toContainText("Only admins");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(/\/alerts\/history$/);
});
