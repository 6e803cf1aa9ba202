import { expect, type Page } from "@playwright/test";
import { post, test, uniqueName, whenReady } from "./page-session";

test("an alert shows in every open tab as it arrives, over one stream of the browser, also after the tab that held it is closed", async ({
  context,
  request,
}) => {
  let streams = 0;
  context.on("request", (sent) => {
    if (new URL(sent.url()).pathname === "/api/v1/stream") streams++;
  });
  const first = uniqueName("live");
  const pages = [whenReady(await context.newPage()), whenReady(await context.newPage())];
  for (const page of pages) {
    await page.goto(`/alerts/history?name=${first}`);
    await expect(page.getByRole("heading", { level: 1 })).toBeVisible();
  }
  await expect.poll(() => streams).toBe(1);
  await post(request, "/api/v1/alerts", { name: first });
  // Sooner than a list asks by itself.
  for (const page of pages) await expect(page.getByRole("row").filter({ hasText: first })).toHaveCount(1, { timeout: 4_000 });
  await pages[0]?.close();
  await expect.poll(() => streams).toBe(2);
  await post(request, "/api/v1/alerts", { name: first });
  // What is there does not move: the newer one waits to be shown.
  await expect((pages[1] as Page).getByRole("button", { name: "1 new" })).toBeVisible({ timeout: 4_000 });
});
