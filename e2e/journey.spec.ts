import { expect, type Page } from "@playwright/test";
import { post, routeToMailbox, test, uniqueName } from "./page-session";

/** Sideways scrolling, in pixels. */
const overflow = (page: Page) => page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);

test("a published alert is announced above the list, is found by a filter, and its page says what became of it and why", async ({
  page,
  request,
}) => {
  const name = uniqueName("declined");
  await routeToMailbox(request, name);
  await post(request, "/api/v1/alerts", { name: uniqueName("before") });
  await page.goto("/alerts/history");
  await expect(page.getByRole("row").filter({ hasText: ":before" }).first()).toBeVisible();

  const { id } = await post(request, "/api/v1/alerts", { name, severity: "critical", payload: { order: "1042", amount: 12.5 } });
  await page.getByRole("button", { name: /^\d+ new$/ }).click();
  const row = page.getByRole("row").filter({ hasText: name });
  await expect(row).toContainText("Critical");
  await expect(row).toContainText(`Channel of ${name}`);
  await expect(row).toContainText("1 sent");

  await post(request, "/api/v1/alerts", { name: uniqueName("other") });
  await page.getByRole("searchbox").fill(name);
  await expect(page).toHaveURL(new RegExp(`q=${name.split(":")[0]}`));
  await expect(page.getByRole("row").filter({ has: page.getByRole("link") })).toHaveCount(1);

  await page.getByRole("combobox", { name: "Status" }).selectOption("failed");
  await expect(page.getByRole("heading", { name: "No alerts match" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/alerts\/history$/);

  await page.getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(`/alerts/history/${id}$`));
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  const deliveries = page.getByRole("region", { name: "Deliveries" });
  await expect(deliveries).toContainText(`Mailbox of ${name}`);
  await expect(deliveries).toContainText("Sent");
  await expect(deliveries).toContainText("Attempt 1");
  const why = page.getByRole("region", { name: "Why" });
  await expect(why).toContainText(`^${name}$`);
  await expect(why).toContainText(`Named by All of ${name}.`);
  await expect(why).toContainText("did not match");
  await expect(page.getByRole("group", { name: "JSON", exact: true })).toContainText('"amount": 12.5');
});

test("an alert that nothing matches says so, and a replay of it names the first", async ({ page, request }) => {
  const name = uniqueName("unheard");
  const { id } = await post(request, "/api/v1/alerts", { name });
  await page.goto("/alerts/history");
  await expect(page.getByRole("row").filter({ hasText: name })).toContainText("No deliveries");
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("region", { name: "Deliveries" })).toContainText("No deliveries");
  await page.getByRole("button", { name: "Replay" }).click();
  await page.getByRole("link", { name: id }).click();
  await expect(page).toHaveURL(new RegExp(`/alerts/history/${id}$`));
});

test("the history is read by keyboard: / searches, j and k move, Enter opens", async ({ page, request }) => {
  const older = await post(request, "/api/v1/alerts", { name: uniqueName("older") });
  await post(request, "/api/v1/alerts", { name: uniqueName("newer") });
  await page.goto("/alerts/history");
  await expect(page.getByRole("row").filter({ hasText: "older" }).first()).toBeVisible();
  for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`/alerts/history/${older.id}$`));
  await page.goBack();
  await expect(page.getByRole("row").filter({ hasText: "older" }).first()).toBeVisible();
  await page.keyboard.press("/");
  await expect(page.getByRole("searchbox")).toBeFocused();
});

test("a theme is chosen at once and kept, and System follows the machine", async ({ page, request }) => {
  const name = uniqueName("seen");
  await post(request, "/api/v1/alerts", { name });
  const choose = async (theme: string) => {
    await page.goto("/alerts/history");
    await expect(page.getByRole("link", { name })).toBeVisible();
    await page.getByRole("button", { name: /Admin/ }).click();
    await page.getByText(theme, { exact: true }).click();
  };
  const background = () => page.evaluate(() => getComputedStyle(document.body).backgroundColor);

  await page.emulateMedia({ colorScheme: "light" });
  await choose("Light");
  const light = await background();
  await choose("Dark");
  const dark = await background();
  expect(dark).not.toBe(light);
  await page.reload();
  expect(await background()).toBe(dark);

  await choose("System");
  expect(await background()).toBe(light);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await background()).toBe(dark);
  await page.reload();
  expect(await background()).toBe(dark);
});

test("at 360 px no page scrolls sideways, however long the names are", async ({ page, request }) => {
  const name = uniqueName(`failed:${"a-long-name-without-a-break-".repeat(4)}`);
  await routeToMailbox(request, name.slice(0, 60));
  const { id } = await post(request, "/api/v1/alerts", { name, payload: { long: "x".repeat(500) } });
  await page.setViewportSize({ width: 360, height: 780 });
  for (const [path, content] of [
    [`/alerts/history?name=${encodeURIComponent(name)}`, page.getByRole("link", { name })],
    [`/alerts/history/${id}`, page.getByRole("heading", { level: 1, name })],
    ["/alerts/destinations", page.getByText("Mailbox of").first()],
    ["/alerts/subscriptions", page.getByText("All of").first()],
    ["/alerts/channels", page.getByText("run:failed").first()],
  ] as const) {
    await page.goto(path);
    await expect(content).toBeVisible();
    expect(await overflow(page), path).toBe(0);
  }
});
