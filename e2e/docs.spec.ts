import { expect, test } from "@playwright/test";
import { setting } from "./page-session";

for (const colorScheme of ["light", "dark"] as const) {
  test(`the guide and the reference are read without signing in, from this server alone and without an error, in ${colorScheme}`, async ({
    browser,
  }) => {
    const context = await browser.newContext({ baseURL: setting("HOTLINE_URL"), colorScheme });
    const page = await context.newPage();
    const problems: string[] = [];
    page.on("console", (message) => message.type() === "error" && problems.push(message.text()));
    page.on("pageerror", (error) => problems.push(error.message));
    page.on("request", (request) => {
      const url = new URL(request.url());
      if (url.protocol.startsWith("http") && url.origin !== setting("HOTLINE_URL")) problems.push(`asked ${url.origin}`);
    });

    await page.goto("/docs");
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    await expect(page.getByRole("group", { name: "Publish an alert" })).toContainText(`curl ${setting("HOTLINE_URL")}/api/v1/alerts`);
    const reference = page.locator(".scalar-app");
    await expect(reference.getByRole("link", { name: /Publish an alert/ }).first()).toBeVisible();
    await expect(page).toHaveURL(/\/docs$/);
    const background = await page.evaluate(() => getComputedStyle(document.querySelector(".scalar-app") as Element).colorScheme);
    expect(background).toContain(colorScheme);

    await page.getByRole("navigation", { name: "On this page" }).getByRole("link", { name: "Verifying webhooks" }).click();
    await expect(page.getByRole("heading", { name: "Verifying webhooks" })).toBeInViewport();
    await expect(page).toHaveURL(/#webhook-signatures$/);
    expect(problems).toEqual([]);
    await context.close();
  });
}

test("the guide does not scroll sideways at 360 px", async ({ browser }) => {
  const page = await browser.newPage({ baseURL: setting("HOTLINE_URL"), viewport: { width: 360, height: 780 } });
  await page.goto("/docs");
  await expect(page.locator(".scalar-app").getByText("GET").first()).toBeAttached();
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
  await page.close();
});
