import { execFileSync } from "node:child_process";
import { expect } from "@playwright/test";
import { received, setting, test } from "./page-session";

test("from an empty organization, three steps lead to an alert that shows up by itself and is in Slack", async ({ emptyHub }) => {
  const { page } = emptyHub;
  await page.goto("/");
  await expect(page).toHaveURL(/\/start$/);
  await expect(page.getByRole("button", { name: "Subscribe to everything" })).toHaveAttribute("aria-disabled", "true");

  await page.getByRole("button", { name: /^Slack/ }).click();
  const drawer = page.getByRole("dialog", { name: "New destination" });
  await drawer
    .getByLabel("Webhook URL")
    .fill(`${setting("HOTLINE_SINK")}/services/T00000000/B00000000/${emptyHub.organization_id.slice(-24)}`);
  await drawer.getByRole("button", { name: "Create destination" }).click();
  await expect(drawer).toBeHidden();
  await page.getByRole("button", { name: "Send test" }).click();
  await expect(page.getByRole("status", { name: "Answer to the test" })).toContainText("The test was delivered.");

  await page.getByRole("button", { name: "Subscribe to everything" }).click();
  const steps = page.getByRole("listitem").filter({ has: page.getByRole("heading", { level: 2 }) });
  await expect(steps.nth(1)).toContainText("Done");
  await page.reload();
  await expect(steps.nth(1)).toContainText("Done");
  await expect(steps.nth(2)).toHaveAttribute("aria-current", "step");

  await page.getByRole("button", { name: "Make a key" }).click();
  await expect(page.getByText("It is shown this once")).toBeVisible();
  const call = (await page.getByRole("group", { name: "Publish an alert" }).textContent()) ?? "";
  expect(call).toContain(`curl ${setting("HOTLINE_URL")}/api/v1/alerts`);
  execFileSync("bash", ["-c", call], { stdio: "ignore" });

  const newest = page.getByRole("region", { name: "Newest alert" });
  await expect(newest).toContainText("hello:world");
  await expect(newest).toContainText("Sent");
  await expect(page.getByRole("group", { name: "Publish an alert" })).toContainText("hl_key_••••");
  expect((await received("slack")).filter(({ body }) => body.includes("hello:world"))).toHaveLength(1);
  await newest.getByRole("link", { name: "See why" }).click();
  await expect(page.getByRole("heading", { level: 1, name: "hello:world" })).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/\/alerts\/history$/);
});

test("without a terminal, the alert is sent from the page; the first run can be skipped", async ({ emptyHub }) => {
  const { page } = emptyHub;
  await page.goto("/start");
  await page.getByRole("button", { name: "Send it from here" }).click();
  const newest = page.getByRole("region", { name: "Newest alert" });
  await expect(newest).toContainText("Nothing subscribes to it");
  await page.getByRole("link", { name: "Skip", exact: true }).click();
  await expect(page).toHaveURL(/\/alerts\/history$/);
  await expect(page.getByRole("link", { name: "hello:world" })).toBeVisible();
});

test("who skipped the first steps is not led there again, and finds them from the empty history", async ({ emptyHub }) => {
  const { page } = emptyHub;
  await page.goto("/start");
  await page.getByRole("link", { name: "Skip", exact: true }).click();
  await expect(page.getByRole("heading", { name: "No alerts yet" })).toBeVisible();
  await page.goto("/");
  await expect(page).toHaveURL(/\/alerts\/history$/);
  await page.getByRole("link", { name: "Get your first alert" }).click();
  await expect(page).toHaveURL(/\/start$/);
});

test("a member sees the steps, and whom to ask for what they cannot do", async ({ memberPage: page }) => {
  await page.goto("/start");
  await expect(page.getByRole("button", { name: "Send it from here" })).toHaveAttribute("aria-disabled", "true");
  await expect(page.getByRole("button", { name: "Make a key" })).toHaveAttribute("aria-disabled", "true");
});
