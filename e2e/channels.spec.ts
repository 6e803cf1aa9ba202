import { expect, type Page } from "@playwright/test";
import { expectFineEverywhere, expectNoViolations } from "./axe";
import { patch, post, read, setting, test, uniqueName } from "./page-session";

const row = (page: Page, name: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });
const drawer = (page: Page, name = "New channel") => page.getByRole("dialog", { name, exact: true });
const names = (page: Page) => page.getByRole("region", { name: "Names of the last 30 days" });
const pattern = (page: Page) => page.getByRole("textbox", { name: "Pattern" });

test("an admin makes a channel: errors are pointed at, real names light up as the pattern is typed, a name is tried", async ({
  page,
  request,
}) => {
  const name = uniqueName("failed");
  const category = name.split(":")[0] as string;
  for (const event of ["failed", "failed", "late"]) await post(request, "/api/v1/alerts", { name: `${category}:${event}` });
  await page.goto("/alerts/channels");
  await page.getByRole("button", { name: "New channel" }).first().click();
  await expect(pattern(page)).toBeFocused();

  await pattern(page).fill(`${category}:(?!late).*`);
  await expect(page.locator("mark")).toHaveText("(?!");
  await expect(pattern(page)).toHaveAccessibleDescription(/Look-around is not supported\. RE2 has no look-ahead/);
  await drawer(page).getByRole("button", { name: "Create channel" }).click();
  await expect(drawer(page)).toBeVisible();

  await pattern(page).fill(`${category}:*`);
  await expect(names(page)).toContainText("Matches 0 of");
  await drawer(page)
    .getByRole("button", { name: `Write ${category}:.*` })
    .click();
  await expect(pattern(page)).toHaveValue(`${category}:.*`);
  await expect(names(page)).toContainText("Matches 2 of");
  await expect(names(page)).toContainText("3 alerts");
  await expect(names(page).getByRole("listitem").first()).toHaveText(`${name} matches2`);

  const tried = drawer(page).getByLabel("Does this name match?");
  for (const [text, words] of [
    [`${category}:early`, "Yes, it matches."],
    [`${category.toUpperCase()}:x`, "No: upper and lower case differ."],
    [`pre-${name}`, "No: it matches a part of the name only."],
    ["elsewhere", "No, it does not match."],
  ] as const) {
    await tried.fill(text);
    await expect(drawer(page).getByText(words)).toBeVisible();
  }
  await drawer(page)
    .getByRole("button", { name: /^Everything/ })
    .click();
  await expect(drawer(page)).toContainText("It matches every alert");

  await pattern(page).fill(name);
  await expect(drawer(page).getByLabel("Name", { exact: true })).toHaveValue(name);
  await page.keyboard.press("Control+Enter");
  await expect(drawer(page)).toBeHidden();
  await expect(row(page, name)).toContainText(`^${name}$`);
  await expect(row(page, name)).toContainText("Not used");
  await expect(row(page, name)).toContainText("2 in 30 days");
});

test("what somebody else changed of a channel meanwhile stands, and nothing is saved that was not changed", async ({ page, request }) => {
  const name = uniqueName("shared");
  const { id } = await post(request, "/api/v1/channels", { name, pattern: name });
  await page.goto(`/alerts/channels?edit=${id}`);
  const form = drawer(page, "Edit channel");
  await expect(pattern(page)).toHaveValue(name);
  await patch(request, `/api/v1/channels/${id}`, { pattern: `${name}.*`, enabled: false });
  await form.getByLabel("Description (optional)").fill("What it is for");
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(form).toBeHidden();
  const changed = await read<{ updated_at: string }>(request, `/api/v1/channels/${id}`);
  expect(changed).toMatchObject({ name, pattern: `${name}.*`, description: "What it is for", enabled: false });

  await page.goto(`/alerts/channels?edit=${id}`);
  await expect(pattern(page)).toHaveValue(`${name}.*`);
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(form).toBeHidden();
  expect(await read(request, `/api/v1/channels/${id}`)).toMatchObject({ updated_at: changed.updated_at });
});

test("an open form says who changed what meanwhile, and takes it over without losing what was typed", async ({ page, request }) => {
  const name = uniqueName("heard");
  const { id } = await post(request, "/api/v1/channels", { name, pattern: name });
  await page.goto(`/alerts/channels?edit=${id}`);
  const form = drawer(page, "Edit channel");
  const description = form.getByLabel("Description (optional)");
  await description.fill("Mine");
  await expect(form.getByRole("status").filter({ hasText: "changed this" })).toHaveCount(0);
  await patch(request, `/api/v1/channels/${id}`, { pattern: `${name}.*`, description: "Theirs", enabled: false });
  const notice = form.getByRole("status").filter({ hasText: "changed this" });
  await expect(notice).toContainText(/ changed this .+: (?=.*pattern)(?=.*description)(?=.*enabled)[a-z, ]+\./);
  await notice.getByRole("button", { name: "Load it" }).click();
  await expect(notice).toBeHidden();
  await expect(pattern(page)).toHaveValue(`${name}.*`);
  await expect(description).toHaveValue("Mine");
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(form).toBeHidden();
  expect(await read(request, `/api/v1/channels/${id}`)).toMatchObject({ pattern: `${name}.*`, description: "Mine", enabled: false });
});

test("what was typed outlives the session: the form says so, and is sent once somebody signed in in another tab", async ({
  page,
  request,
}) => {
  const name = uniqueName("typed");
  const { id } = await post(request, "/api/v1/channels", { name, pattern: name });
  await page.goto(`/alerts/channels?edit=${id}`);
  const form = drawer(page, "Edit channel");
  await form.getByLabel("Description (optional)").fill("Typed at length");
  const cookies = await page.context().cookies();
  await page.context().clearCookies();
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(form).toContainText("Your session has ended.");
  await expect(form.getByRole("link", { name: /^Sign in/ })).toHaveAttribute("target", "_blank");
  await expect(form.getByLabel("Description (optional)")).toHaveValue("Typed at length");
  await page.context().addCookies(cookies);
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(form).toBeHidden();
  expect(await read(request, `/api/v1/channels/${id}`)).toMatchObject({ description: "Typed at length" });
});

test("a change says which names it gains and which it loses", async ({ page, request }) => {
  const name = uniqueName("a");
  const category = name.split(":")[0];
  for (const event of ["a", "b", "c"]) await post(request, "/api/v1/alerts", { name: `${category}:${event}` });
  const { id } = await post(request, "/api/v1/channels", { name, pattern: `${category}:[ab]` });
  await page.goto(`/alerts/channels?edit=${id}`);
  await expect(names(page)).toContainText("Matches 2 of");
  await expect(names(page)).not.toContainText("Gains");
  await pattern(page).fill(`${category}:[bc]`);
  await expect(names(page)).toContainText(`Gains 1 name${category}:c`);
  await expect(names(page)).toContainText(`Loses 1 name${category}:a`);
  await drawer(page, "Edit channel").getByRole("button", { name: "Save changes" }).click();
  await expect(row(page, name)).toContainText(`^${category}:[bc]$`);
});

test("deleting one that is in use says who loses it and offers to disable it; an unused one comes back by Undo", async ({
  page,
  request,
}) => {
  const name = uniqueName("used");
  const { id } = await post(request, "/api/v1/channels", { name, pattern: name });
  const subscription = await post(request, "/api/v1/subscriptions", { name: `All of ${name}`, channel_ids: [id], destination_ids: [] });
  await page.goto("/alerts/channels");
  await expect(row(page, name).getByRole("link", { name: "1 subscription" })).toHaveAttribute(
    "href",
    `/alerts/subscriptions?channel=${id}`,
  );
  const remove = async () => {
    await page.getByRole("button", { name: `More actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
  };
  await remove();
  const dialog = page.getByRole("dialog", { name: `Delete ${name}?` });
  await expect(dialog).toContainText(`All of ${name}`);
  await expect(dialog).toContainText("It would listen to nothing");
  await dialog.getByRole("button", { name: "Disable instead" }).click();
  await expect(page.getByRole("switch", { name: `${name} enabled` })).not.toBeChecked();

  const headers = { authorization: `Bearer ${setting("HOTLINE_API_KEY")}` };
  await request.delete(`/api/v1/subscriptions/${subscription.id}`, { headers });
  await page.reload();
  await expect(row(page, name)).toContainText("Not used");
  await remove();
  await expect(row(page, name)).toHaveCount(0);
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(row(page, name)).toBeVisible();
  expect((await request.get(`/api/v1/channels/${id}`, { headers })).status()).toBe(200);
});

test("a built-in channel shows its contract, and its example is one that the API takes", async ({ page, request }) => {
  await page.goto("/alerts/channels");
  const builtIn = page.getByRole("region", { name: "Built in" });
  await expect(builtIn.getByRole("listitem")).toHaveCount(4);
  await expect(builtIn.getByRole("switch")).toHaveCount(0);
  await builtIn.getByRole("link", { name: "deploy:succeeded", exact: true }).click();
  const contract = page.getByRole("region", { name: "Payload contract" });
  await expect(contract.getByRole("row", { name: /project_name/ })).toContainText("optional");
  const source = await contract.getByRole("group", { name: "Example payload" }).textContent();
  await post(request, "/api/v1/environments", { slug: JSON.parse(source ?? "").env_id }).catch(() => {});
  await post(request, "/api/v1/alerts", { name: "deploy:succeeded", payload: JSON.parse(source ?? "") });
  await expect(contract.getByRole("group", { name: "Example call" })).toContainText("/api/v1/alerts");
});

test("the list is searched and read by keyboard, and a link to an alert's name tries it", async ({ page, request }) => {
  const name = uniqueName("found");
  const { id } = await post(request, "/api/v1/channels", { name, pattern: `${name.split(":")[0]}.*`, description: "Only to be found" });
  await page.goto("/alerts/channels");
  await expect(row(page, name)).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(`${name.split(":")[0]} only`);
  await expect(page.locator("[data-row]")).toHaveText([name]);
  await page.getByRole("main").getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`edit=${id}`));
  await expect(drawer(page, "Edit channel")).toBeVisible();
  await page.goto(`/alerts/channels?edit=${id}&try=${encodeURIComponent(name)}`);
  await expect(drawer(page, "Edit channel").getByText("Yes, it matches.")).toBeVisible();
});

test("a member reads everything, changes nothing, and is told why", async ({ memberPage: page, request }) => {
  const name = uniqueName("read");
  await post(request, "/api/v1/channels", { name, pattern: name });
  await post(request, "/api/v1/alerts", { name });
  const only = "Only admins can change this.";
  await page.goto("/alerts/channels");
  await expect(page.getByRole("button", { name: "New channel" })).toHaveAccessibleDescription(only);
  const enabled = page.getByRole("switch", { name: `${name} enabled` });
  await expect(enabled).toHaveAccessibleDescription(only);
  await enabled.click({ force: true });
  await expect(enabled).toBeChecked();
  await page.getByRole("button", { name: `More actions for ${name}` }).click();
  await expect(page.getByRole("menuitem", { name: "Edit" })).toContainText(only);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name, exact: true }).click();
  await expect(drawer(page, name)).toContainText(only);
  await expect(names(page)).toContainText("Matches 1 of");
  await expect(drawer(page, name).getByRole("textbox")).toHaveCount(0);
});

test("an empty hub shows the built-in channels, says what a channel is, and holds the way to make one", async ({ emptyHub: { page } }) => {
  await page.goto("/alerts/channels");
  await expect(page.getByRole("heading", { name: "No channels of your own yet" })).toBeVisible();
  await expectNoViolations(page, "empty");
  await page.getByRole("button", { name: "New channel" }).last().click();
  await expect(names(page)).toContainText("There were no alerts");
  await drawer(page)
    .getByRole("button", { name: /^A category/ })
    .click();
  await drawer(page).getByRole("button", { name: "Create channel" }).click();
  await expect(row(page, "Payment")).toContainText("^payment:.*$");
});

test("list, form and contract pass axe", async ({ page, request }) => {
  const name = uniqueName("axe");
  const { id } = await post(request, "/api/v1/channels", { name, pattern: name });
  await post(request, "/api/v1/alerts", { name });
  await page.goto("/alerts/channels");
  await expect(row(page, name)).toBeVisible();
  await expectFineEverywhere(page, "list");
  await page.getByRole("link", { name: "run:failed", exact: true }).click();
  await expect(page.getByRole("region", { name: "Payload contract" })).toBeVisible();
  await expectFineEverywhere(page, "contract");
  await page.goto(`/alerts/channels?edit=${id}`);
  await expect(names(page)).toContainText("Matches 1 of");
  await pattern(page).fill("(run");
  await expect(page.locator("mark")).toBeVisible();
  await expectFineEverywhere(page, "form with an error");
  await pattern(page).fill(".*");
  await expect(drawer(page, "Edit channel")).toContainText("It matches every alert");
  await expectFineEverywhere(page, "form with gains");
});
