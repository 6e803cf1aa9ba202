import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { expectFineEverywhere, expectNoViolations } from "./axe";
import { post, read, received, setting, test, uniqueName, whenReady } from "./page-session";

const row = (page: Page, name: string) => page.getByRole("main").getByRole("listitem").filter({ hasText: name });
const drawer = (page: Page, name = "New subscription") => page.getByRole("dialog", { name, exact: true });
const hookOf = (name: string) => name.replace(":", "-");

/** A channel for one name, and a webhook. */
async function makeParts(request: APIRequestContext, name: string, destination: object = {}) {
  const url = `${setting("HOTLINE_SINK")}/hook/${hookOf(name)}`;
  const channel = await post(request, "/api/v1/channels", { name: `Channel of ${name}`, pattern: name });
  const hook = await post(request, "/api/v1/destinations", { name: `Hook of ${name}`, kind: "webhook", config: { url }, ...destination });
  return { channel_ids: [channel.id], destination_ids: [hook.id] };
}

const choose = async (page: Page, label: string, text: string) => {
  await drawer(page).getByRole("combobox", { name: label }).fill(text);
  await page.getByRole("option", { name: text }).first().click();
  await page.keyboard.press("Escape");
};

test("an admin makes a subscription: the form tells what it would have sent, and what comes next is sent", async ({ page, request }) => {
  const name = uniqueName("declined");
  await makeParts(request, name);
  for (let count = 0; count < 2; count++) await post(request, "/api/v1/alerts", { name });
  await page.goto("/alerts/subscriptions");
  await page.getByRole("button", { name: "New subscription" }).first().click();
  await expect(page).toHaveURL(/\?new=1$/);
  await expect(drawer(page).getByRole("combobox", { name: "When any of these channels match" })).toBeFocused();

  await choose(page, "When any of these channels match", `Channel of ${name}`);
  await choose(page, "Notify", `Hook of ${name}`);
  const preview = drawer(page).getByRole("region", { name: "What it does" });
  await expect(preview).toHaveText(`When Channel of ${name} happens in any environment, notify Hook of ${name}.`);
  const lately = drawer(page).getByRole("region", { name: "The last 7 days" });
  await expect(lately).toContainText("2 alerts");
  await expect(lately.getByRole("listitem").filter({ hasText: `Hook of ${name}` })).toContainText("2 messages");
  const title = `Channel of ${name} to Hook of ${name}`;
  await expect(drawer(page).getByLabel("Name", { exact: true })).toHaveValue(title);

  await page.keyboard.press("Control+Enter");
  await expect(drawer(page)).toBeHidden();
  await expect(page).toHaveURL(/\/alerts\/subscriptions$/);
  await expect(row(page, title)).toContainText(`When Channel of ${name} happens in any environment, notify Hook of ${name}.`);
  await expect(row(page, title)).toContainText("Organization-wide");
  await post(request, "/api/v1/alerts", { name });
  await expect.poll(async () => (await received(`/hook/${hookOf(name)}`)).length).toBe(1);

  await page.goto("/alerts/subscriptions?new=1");
  await choose(page, "When any of these channels match", `Channel of ${name}`);
  await choose(page, "Notify", `Hook of ${name}`);
  await expect(lately).toContainText(`It gets all of these already, through ${title}.`);
});

test("a channel and a destination are made on the way, and come back chosen", async ({ page }) => {
  const name = uniqueName("late");
  await page.goto("/alerts/subscriptions?new=1");
  await drawer(page).getByRole("combobox", { name: "When any of these channels match" }).fill(name);
  await page.getByRole("option", { name: `New channel “${name}”` }).click();
  const channel = drawer(page, "New channel");
  await expect(channel.getByRole("textbox", { name: "Pattern" })).toHaveValue(name);
  await channel.getByRole("button", { name: "Create channel" }).click();
  await expect(channel).toBeHidden();

  await drawer(page).getByRole("button", { name: "New destination" }).click();
  const destination = drawer(page, "New destination");
  await destination.getByRole("button", { name: /^Webhook/ }).click();
  await destination.getByLabel("URL").fill(`${setting("HOTLINE_SINK")}/hook/${hookOf(name)}`);
  await destination.getByLabel("Name", { exact: true }).fill(hookOf(name));
  await destination.getByRole("button", { name: "Create destination" }).click();
  await expect(destination).toBeHidden();

  await expect(drawer(page).getByRole("region", { name: "What it does" })).toHaveText(
    `When ${name} happens in any environment, notify ${hookOf(name)}.`,
  );
  await drawer(page).getByRole("button", { name: "Create subscription" }).click();
  await expect(row(page, `${name} to ${hookOf(name)}`)).toBeVisible();
});

test("what is refused stands beside its field, and what was typed survives a slip", async ({ page }) => {
  await page.goto("/alerts/subscriptions");
  await page.getByRole("button", { name: "New subscription" }).first().click();
  await drawer(page).getByRole("button", { name: "Create subscription" }).click();
  await expect(drawer(page).getByText("Name must not be empty.")).toBeVisible();
  const title = drawer(page).getByLabel("Name", { exact: true });
  await expect(title).toBeFocused();
  await title.fill("Half a subscription");
  for (const leave of [() => page.keyboard.press("Escape"), () => page.goBack()]) {
    await leave();
    await page.getByRole("button", { name: "Keep editing" }).click();
    await expect(page.getByRole("button", { name: "Keep editing" })).toHaveCount(0);
    await expect(title).toHaveValue("Half a subscription");
  }
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(drawer(page)).toBeHidden();
});

test("a form that is submitted many times at once makes one subscription", async ({ page, request }) => {
  const name = uniqueName("once");
  await makeParts(request, name);
  await page.goto("/alerts/subscriptions?new=1");
  await drawer(page).getByLabel("Name", { exact: true }).fill(name);
  await page.locator("[role=dialog] form").evaluate((form: HTMLFormElement) => {
    for (let count = 0; count < 5; count++) form.requestSubmit();
  });
  await expect(drawer(page)).toBeHidden();
  await expect(row(page, name)).toHaveCount(1);
});

test("two people change one subscription: the second to save does not undo what the first did", async ({ page, context, request }) => {
  const name = uniqueName("shared");
  const parts = await makeParts(request, name);
  const other = await post(request, "/api/v1/channels", { name: `Second of ${name}`, pattern: `${name}2` });
  const { id } = await post(request, "/api/v1/subscriptions", { name, ...parts });
  const theirs = whenReady(await context.newPage());
  for (const each of [page, theirs]) {
    await each.goto(`/alerts/subscriptions?edit=${id}`);
    await expect(drawer(each, "Edit subscription").getByLabel("Name", { exact: true })).toHaveValue(name);
  }

  await drawer(page, "Edit subscription").getByRole("combobox", { name: "When any of these channels match" }).fill(`Second of ${name}`);
  await page.getByRole("option", { name: `Second of ${name}` }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Save changes" }).click();
  await expect(drawer(page, "Edit subscription")).toBeHidden();
  await page.getByRole("switch", { name: `${name} enabled` }).click();
  await expect(page.getByText(`Disabled ${name}`)).toBeVisible();

  await drawer(theirs, "Edit subscription").getByLabel("Name", { exact: true }).fill(`Renamed ${name}`);
  await theirs.getByRole("button", { name: "Save changes" }).click();
  await expect(theirs.getByText(`Saved Renamed ${name}`)).toBeVisible();
  expect(await read(request, `/api/v1/subscriptions/${id}`)).toMatchObject({
    name: `Renamed ${name}`,
    channel_ids: expect.arrayContaining([...parts.channel_ids, other.id]),
    enabled: false,
  });
});

test("one that can send nothing says why and leads to where it is mended", async ({ page, request }) => {
  const name = uniqueName("nowhere");
  const parts = await makeParts(request, name, { enabled: false });
  await post(request, "/api/v1/subscriptions", { name: `Off of ${name}`, ...parts });
  await post(request, "/api/v1/subscriptions", { name: `Nobody of ${name}`, ...parts, destination_ids: [] });
  await page.goto(`/alerts/subscriptions?q=${encodeURIComponent(name)}`);
  await expect(row(page, `Off of ${name}`)).toContainText(`Nothing to send to: Hook of ${name} is disabled.`);
  await row(page, `Nobody of ${name}`).getByRole("link", { name: "Choose a destination" }).click();
  await expect(drawer(page, "Edit subscription")).toBeVisible();
  await page.keyboard.press("Escape");
  await row(page, `Off of ${name}`).getByRole("link", { name: "Open the destination" }).click();
  await expect(page).toHaveURL(new RegExp(`/alerts/destinations/${parts.destination_ids[0]}$`));
});

test("a switch and a deletion are taken back whole; a deletion that stands outlasts the page", async ({ page, request }) => {
  const name = uniqueName("undone");
  const { id } = await post(request, "/api/v1/subscriptions", { name, ...(await makeParts(request, name)) });
  const exists = async () => {
    const headers = { authorization: `Bearer ${setting("HOTLINE_API_KEY")}` };
    return (await request.get(`/api/v1/subscriptions/${id}`, { headers })).status();
  };
  await page.goto("/alerts/subscriptions");
  const enabled = page.getByRole("switch", { name: `${name} enabled` });
  await enabled.click();
  await expect(enabled).not.toBeChecked();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(enabled).toBeChecked();

  const remove = async () => {
    await page.getByRole("button", { name: `More actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Delete" }).click();
    await expect(enabled).toBeHidden();
  };
  await expect(page.getByRole("button", { name: "Undo", exact: true })).toHaveCount(0);
  await remove();
  await page.getByRole("button", { name: "Undo", exact: true }).click();
  await expect(enabled).toBeVisible();
  expect(await exists()).toBe(200);

  await remove();
  await page.goto("/alerts/channels");
  await expect.poll(exists).toBe(404);
});

test("the list is searched, narrowed by environment, and read by keyboard", async ({ page, request }) => {
  const name = uniqueName("narrow");
  const slug = hookOf(name);
  await post(request, "/api/v1/environments", { slug, name: slug });
  const parts = await makeParts(request, name);
  await post(request, "/api/v1/subscriptions", { name: `Wide ${name}`, ...parts });
  const bound = await post(request, "/api/v1/subscriptions", { name: `Bound ${name}`, environment: slug, ...parts });
  await page.goto("/alerts/subscriptions");
  await expect(row(page, `Wide ${name}`)).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type(name);
  await expect(page).toHaveURL(/q=journey/);
  await expect(page.locator("[data-row]")).toHaveCount(2);
  await page.getByLabel("Environment").selectOption(slug);
  await expect(page.locator("[data-row]")).toHaveText([`Bound ${name}`]);
  await page.getByRole("main").getByRole("heading", { level: 1 }).click();
  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`edit=${bound.id}`));
  await expect(drawer(page, "Edit subscription").getByRole("radio", { name: "One environment" })).toBeChecked();
  await page.keyboard.press("Escape");
  await page.getByRole("searchbox").fill("nothing has this name");
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/alerts\/subscriptions$/);
});

test("a member reads everything, changes nothing, and is told why", async ({ memberPage: page, request }) => {
  const name = uniqueName("read");
  const { id } = await post(request, "/api/v1/subscriptions", { name, ...(await makeParts(request, name)) });
  const only = "Only admins can change this.";
  await page.goto("/alerts/subscriptions");
  await expect(page.getByRole("button", { name: "New subscription" })).toHaveAccessibleDescription(only);
  const enabled = page.getByRole("switch", { name: `${name} enabled` });
  await expect(enabled).toHaveAccessibleDescription(only);
  await enabled.click({ force: true });
  await expect(enabled).toBeChecked();
  await page.getByRole("button", { name: `More actions for ${name}` }).click();
  await expect(page.getByRole("menuitem", { name: "Delete" })).toContainText(only);
  await page.keyboard.press("Escape");
  await page.getByRole("link", { name, exact: true }).click();
  await expect(page).toHaveURL(new RegExp(`edit=${id}`));
  await expect(drawer(page, name)).toContainText(only);
  await expect(drawer(page, name)).toContainText(`When Channel of ${name} happens`);
  await expect(drawer(page, name).getByRole("region", { name: "The last 7 days" })).toContainText("0 alerts");
  await expect(drawer(page, name).getByRole("textbox")).toHaveCount(0);
});

test("an empty hub says what a subscription is and holds the way to make one", async ({ emptyHub: { page } }) => {
  await page.goto("/alerts/subscriptions");
  await expect(page.getByRole("heading", { name: "No subscriptions yet" })).toBeVisible();
  await expectNoViolations(page, "empty");
  await page.getByRole("button", { name: "New subscription" }).last().click();
  await expect(drawer(page)).toBeVisible();
});

test("list and form pass axe", async ({ page, request }) => {
  const name = uniqueName("axe");
  const { id } = await post(request, "/api/v1/subscriptions", { name, ...(await makeParts(request, name, { enabled: false })) });
  await post(request, "/api/v1/alerts", { name });
  await page.goto("/alerts/subscriptions");
  await expect(row(page, name)).toBeVisible();
  await expectFineEverywhere(page, "list");
  await page.goto(`/alerts/subscriptions?edit=${id}`);
  await expect(drawer(page, "Edit subscription")).toContainText("1 skipped");
  await expectFineEverywhere(page, "form");
});
