import { expect, test } from "@playwright/test";
import { setting, signIn } from "./page-session";

test("a signed-out visitor is sent to sign in, and a wrong password is told", async ({ page }) => {
  await page.goto("/alerts/channels");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await signIn(page, "not the password");
  await expect(page.getByRole("alert").getByText("E-mail or password is wrong.")).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

test("a callback to another site leads to the history instead, and who is signed in is not asked again", async ({ page }) => {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent("//example.com/alerts/history")}`);
  await signIn(page);
  await expect(page).toHaveURL(`${setting("HOTLINE_URL")}/alerts/history`);
  await page.goto("/sign-in");
  await expect(page).toHaveURL(/\/alerts\/history$/);
});

test("signing out ends the session", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page);
  await page.getByRole("button", { name: /Admin/ }).click();
  await page.getByRole("button", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.goto("/alerts/history");
  await expect(page).toHaveURL(/\/sign-in\?/);
});
