import { expect, test } from "@playwright/test";
import { mailedLink } from "./mailed-link";
import { setting, signIn } from "./page-session";

test("a signed-out visitor is sent to sign in, and a wrong password is told", async ({ page }) => {
  await page.goto("/alerts/channels");
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=/);
  await signIn(page, { password: "not the password" });
  await expect(page.getByRole("alert").getByText("E-mail or password is wrong.")).toBeVisible();
  await expect(page).toHaveURL(/\/sign-in/);
});

/** Where who has just signed in goes: the first steps while the organization is empty, else the history. */
const home = () => new RegExp(`^${setting("HOTLINE_URL")}/(start|alerts/history)$`);

test("a callback to another site leads home instead, and who is signed in is not asked again", async ({ page }) => {
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent("//example.com/alerts/history")}`);
  await signIn(page);
  await expect(page).toHaveURL(home());
  await page.goto("/sign-in");
  await expect(page).toHaveURL(home());
});

test("signing out ends the session", async ({ page }) => {
  await page.goto("/sign-in");
  await signIn(page);
  // Once it is loaded: a menu that is pressed before its script has come does not open.
  await page.waitForURL(home(), { waitUntil: "load" });
  await page.getByRole("button", { name: /Admin/ }).click();
  await page.getByRole("menuitem", { name: "Sign out" }).click();
  await page.waitForURL("**/sign-in");
  await page.goto("/alerts/history");
  await expect(page).toHaveURL(/\/sign-in\?/);
});

test("a mailed link signs in once, and only after it is pressed", async ({ page }) => {
  await page.goto("/sign-in?callbackUrl=/alerts/channels");
  await page.getByRole("button", { name: "Mail me a link instead" }).click();
  await expect(page.getByRole("button", { name: "Sign in", exact: true })).toBeVisible();
  await page.getByLabel("E-mail").fill(setting("HOTLINE_EMAIL"));
  await page.getByRole("button", { name: "Mail me a link instead" }).click();
  await expect(page.getByRole("status")).toContainText("a link is on its way");
  const link = await mailedLink(setting("HOTLINE_EMAIL"), "/sign-in/link");

  await page.goto(link);
  await expect(page.getByRole("heading", { name: "Sign in to Hotline" })).toBeVisible();
  await page.reload();
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page).toHaveURL(/\/alerts\/channels$/);

  await page.context().clearCookies();
  await page.goto(link);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
  await expect(page.getByRole("heading", { name: "This link does not work any more" })).toBeVisible();
  await page.getByRole("link", { name: "To the sign-in page" }).click();
  await expect(page).toHaveURL(/\/sign-in\?callbackUrl=%2Falerts%2Fchannels/);
});

test("why another service did not sign somebody in is said in a sentence", async ({ page }) => {
  await page.goto("/sign-in?error=NotInvited");
  await expect(page.getByRole("alert").getByText("Ask an admin for an invitation.")).toBeVisible();
});
