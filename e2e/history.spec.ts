import { readFile } from "node:fs/promises";
import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { post, received, script, setting, test, uniqueName } from "./page-session";

interface Route {
  channel: string;
  destination: string;
  /** The path of the receiver. */
  path: string;
}

/** A channel for names that begin with `prefix`, a receiver on the loopback vendors, and a subscription between them. */
async function routeToHook(request: APIRequestContext, prefix: string, environment?: string): Promise<Route> {
  const path = `/hook/${prefix}`;
  const channel = await post(request, "/api/v1/channels", { name: `Channel of ${prefix}`, pattern: `${prefix}:.*` });
  const config = { url: `${setting("HOTLINE_SINK")}${path}` };
  const destination = await post(request, "/api/v1/destinations", { name: `Hook of ${prefix}`, kind: "webhook", config });
  const ids = { channel_ids: [channel.id], destination_ids: [destination.id] };
  await post(request, "/api/v1/subscriptions", { name: `All of ${prefix}`, environment, ...ids });
  return { channel: channel.id, destination: destination.id, path };
}

const uniquePrefix = () => uniqueName("").slice(0, -1);
const publish = (request: APIRequestContext, name: string, more: object = {}) => post(request, "/api/v1/alerts", { name, ...more });
const rows = (page: Page) => page.getByRole("row").filter({ has: page.getByRole("link") });
const rowOf = (page: Page, name: string) => rows(page).filter({ has: page.getByRole("link", { name, exact: true }) });

test("rows never move by themselves: newer alerts wait behind a pill, statuses change in place", async ({ page, request }) => {
  const prefix = uniquePrefix();
  const { path } = await routeToHook(request, prefix);
  await publish(request, `${prefix}:first`);
  await page.goto(`/alerts/history?q=${prefix}`);
  await expect(rowOf(page, `${prefix}:first`)).toContainText("1 sent");

  for (const number of [1, 2, 3]) await publish(request, `${prefix}:later-${number}`);
  const pill = page.getByRole("button", { name: "3 new" });
  await expect(pill).toBeVisible();
  await expect(rows(page)).toHaveCount(1);
  await page.keyboard.press(".");
  await expect(rows(page)).toHaveCount(4);
  await expect(pill).toBeHidden();

  await script(path, [422]);
  await publish(request, `${prefix}:refused`);
  await page.getByRole("button", { name: "1 new" }).click();
  const refused = rowOf(page, `${prefix}:refused`);
  await expect(refused).toContainText("1 failed");
  await expect(page).toHaveTitle(/^\(\d+\) History/);
  await refused.getByRole("link").click();
  await page.getByRole("button", { name: `Retry Hook of ${prefix}` }).click();
  await page.getByRole("link", { name: "History" }).first().click();
  await expect(refused).toContainText("1 sent");
});

test("everything that a filter matches is retried, once its number is named", async ({ page, request }) => {
  const prefix = uniquePrefix();
  const { path } = await routeToHook(request, prefix);
  await script(path, [422, 422]);
  for (const number of [1, 2]) await publish(request, `${prefix}:${number}`);
  await page.goto(`/alerts/history?q=${prefix}&status=failed`);
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: "Retry…" }).click();
  const dialog = page.getByRole("dialog", { name: "Retry all that match" });
  await expect(dialog).toContainText("2 deliveries that are failed");
  await expect(dialog).toContainText(prefix);
  await dialog.getByRole("button", { name: "Retry 2 deliveries" }).click();
  await expect(page.getByText("2 deliveries will be sent again")).toBeVisible();
  await expect.poll(async () => (await received(path)).length).toBe(4);
});

test("a filter is exported as CSV and as JSON", async ({ page, request }) => {
  const prefix = uniquePrefix();
  await publish(request, `${prefix}:exported`, { payload: { order: "1042" } });
  await page.goto(`/alerts/history?q=${prefix}`);
  await expect(rowOf(page, `${prefix}:exported`)).toBeVisible();
  const download = async (entry: RegExp) => {
    await page.getByRole("button", { name: "Export" }).click();
    const [file] = await Promise.all([page.waitForEvent("download"), page.getByRole("menuitem", { name: entry }).click()]);
    return readFile(await file.path(), "utf8");
  };
  const csv = (await download(/CSV/)).trim().split("\n");
  expect(csv).toHaveLength(2);
  expect(csv[1]).toContain(`${prefix}:exported`);
  expect(JSON.parse(await download(/JSON/))).toMatchObject([{ name: `${prefix}:exported`, payload: { order: "1042" } }]);
});

test("filters are in the address, and each is taken away by itself", async ({ page, request }) => {
  const prefix = uniquePrefix();
  await publish(request, `${prefix}:on`, { action: "trigger", dedup_key: prefix });
  await publish(request, `${prefix}:off`, { action: "resolve", dedup_key: prefix });
  await publish(request, `${prefix}:on`);
  await page.goto(`/alerts/history?name=${prefix}:on`);
  await expect(rows(page)).toHaveCount(2);
  await rows(page).last().getByRole("link").click();
  await page.getByRole("link", { name: prefix, exact: true }).click();
  await expect(rows(page)).toHaveCount(2);
  await expect(rowOf(page, `${prefix}:off`)).toContainText("Resolve");
  await page.getByRole("combobox", { name: "Time" }).selectOption("Last hour");
  await expect(page).toHaveURL(/dedup_key=.*range=1h/);
  await page.getByRole("combobox", { name: "Status" }).selectOption("Sent");
  await expect(page.getByRole("heading", { name: "No alerts match" })).toBeVisible();
  await page.goBack();
  await expect(rows(page)).toHaveCount(2);
  await page.getByRole("button", { name: `Dedup key ${prefix}` }).click();
  await expect(page).toHaveURL(/history\?range=1h$/);
});

test("why one did not go somewhere is answered in two clicks", async ({ page, request }) => {
  const prefix = uniquePrefix();
  const slug = prefix.toLowerCase();
  await post(request, "/api/v1/environments", { slug, name: slug });
  const { destination } = await routeToHook(request, prefix, slug);
  await publish(request, `${prefix}:lost`);
  await page.goto(`/alerts/history?q=${prefix}`);
  await page.getByRole("link", { name: `${prefix}:lost` }).click();
  const why = page.getByRole("region", { name: "Why" });
  const button = why.getByRole("button", { name: `Why not Hook of ${prefix}` });
  const search = why.getByRole("combobox", { name: "Another destination" });
  await expect(button.or(search).first()).toBeVisible();
  if (await button.isVisible()) await button.click();
  else {
    await search.fill(prefix);
    await page.getByRole("option", { name: `Hook of ${prefix}` }).click();
  }
  await expect(why.getByRole("status")).toContainText(
    `Hook of ${prefix}: no subscription that names it matched. “All of ${prefix}” names it, but only in ${slug}; this alert has no environment.`,
  );
  await expect(why.getByRole("link", { name: `Open “All of ${prefix}”` })).toHaveAttribute("href", /\/alerts\/subscriptions\?edit=sub_/);
  expect(destination).toMatch(/^dest_/);
});

test("a route is tried as one types, then sent as a marked test", async ({ page, request }) => {
  const prefix = uniquePrefix();
  const { path } = await routeToHook(request, prefix);
  await page.goto("/alerts/channels");
  await page.getByRole("link", { name: "Test a route" }).click();
  await expect(page.getByRole("heading", { name: "Name an alert" })).toBeVisible();
  const name = page.getByRole("combobox", { name: "Name" });
  await name.fill("nobody:listens");
  const outcome = page.getByRole("region", { name: "Outcome" });
  await expect(outcome).toContainText("Nobody would get it");
  await name.fill(`${prefix}:tried`);
  await expect(outcome).toContainText("1 destination would get it.");
  await expect(outcome).toContainText(`Hook of ${prefix}`);
  await expect(page).toHaveURL(new RegExp(`name=${prefix}%3Atried`));

  await page.getByLabel("Payload", { exact: true }).fill('{\n  "order": oops\n}');
  await expect(page.getByText(/^Line 2, column 12: Text stands in double quotes: write "oops"/)).toBeVisible();
  await page.getByLabel("Payload", { exact: true }).fill('{"order": 7}');
  await page.getByRole("button", { name: "Send it for real…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog).toContainText("1 destination will get it.");
  await expect(dialog).toContainText(`Hook of ${prefix}`);
  await dialog.getByRole("button", { name: "Send the test" }).dblclick();
  const sent = page.getByRole("region", { name: "The test that was sent" });
  await expect(sent).toContainText(`Sent to Hook of ${prefix}.`);
  expect(await received(path)).toHaveLength(1);

  await sent.getByRole("link", { name: "Open the alert" }).click();
  await expect(page.getByText("Test", { exact: true })).toBeVisible();
  await page.getByRole("link", { name: "Try this route" }).click();
  await expect(name).toHaveValue(`${prefix}:tried`);
  await expect(page.getByLabel("Payload", { exact: true })).toHaveValue('{\n  "order": 7\n}');
});

test("a member sees all of it, may try a route, and is told why the rest is not theirs", async ({ memberPage: page, request }) => {
  const prefix = uniquePrefix();
  const { path } = await routeToHook(request, prefix);
  await script(path, [422]);
  const { id } = await publish(request, `${prefix}:seen`);
  await page.goto(`/alerts/history?q=${prefix}`);
  await expect(rowOf(page, `${prefix}:seen`)).toContainText("1 failed");
  const refused = async (name: string) => {
    const button = page.getByRole("button", { name, exact: true });
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAccessibleDescription(/Only admins/);
  };
  await refused("Retry…");
  await page.goto(`/alerts/history/${id}`);
  for (const name of ["Retry failed", "Replay", `Retry Hook of ${prefix}`]) await refused(name);
  await page.getByRole("link", { name: "Try this route" }).click();
  await expect(page.getByRole("region", { name: "Outcome" })).toContainText("1 destination would get it.");
  await refused("Send it for real…");
});
