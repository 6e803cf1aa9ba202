import { expect, type Page } from "@playwright/test";
import { patch, post, read, received, script, setting, test, uniqueName } from "./page-session";

/** A name of a destination that no other test uses. */
const uniqueHook = () => uniqueName("hook").replace(":", "-");
const row = (page: Page, name: string) => page.getByRole("row").filter({ hasText: name });
const drawer = (page: Page, name = "New destination") => page.getByRole("dialog", { name });

const makeHook = (request: Parameters<typeof post>[0], name: string, headers?: Record<string, string>) =>
  post(request, "/api/v1/destinations", { name, kind: "webhook", config: { url: `${setting("HOTLINE_SINK")}/hook/${name}`, headers } });

test("an admin makes a webhook: what is wrong stands beside its field, the test tells the real answer, and it is in the list", async ({
  page,
}) => {
  const name = uniqueHook();
  await page.goto("/alerts/destinations");
  await page.getByRole("button", { name: "New destination" }).first().click();
  await drawer(page)
    .getByRole("button", { name: /^Webhook/ })
    .click();
  await expect(page).toHaveURL(/new=1&kind=webhook/);
  const url = drawer(page).getByLabel("URL");
  await expect(url).toBeFocused();

  await drawer(page).getByRole("button", { name: "Create destination" }).click();
  await expect(drawer(page).getByText("URL is required.")).toBeVisible();
  await url.fill("ftp://example.com");
  await drawer(page).getByRole("button", { name: "Create destination" }).click();
  await expect(drawer(page).getByText("URL must be a web address")).toBeVisible();
  await expect(url).toBeFocused();

  await url.fill(`${setting("HOTLINE_SINK")}/hook/${name}`);
  await drawer(page).getByRole("button", { name: "Paste JSON" }).click();
  await drawer(page).getByLabel("Headers as JSON").fill('{"Host": "example.com", "Authorization": "Bearer s3cret-of-the-journey"}');
  await drawer(page).getByRole("button", { name: "Add to the headers" }).click();
  await drawer(page).getByRole("button", { name: "Send test" }).click();
  await expect(drawer(page).getByText("Hotline sets this header itself, or it may not be sent.")).toBeVisible();
  await drawer(page).getByRole("button", { name: "Remove header Host" }).click();

  await script(`/hook/${name}`, [404]);
  await drawer(page).getByRole("button", { name: "Send test" }).click();
  const answer = drawer(page).getByRole("status", { name: "Answer to the test" });
  await expect(answer).toContainText("The receiver answered 404");
  await expect(answer).toContainText("Check the destination's URL.");
  await drawer(page).getByRole("button", { name: "Send test" }).click();
  await expect(answer).toContainText("The test was delivered.");
  await expect(answer).toContainText("Status 200");

  await drawer(page).getByLabel("Name", { exact: true }).fill(name);
  await page.keyboard.press("Control+Enter");
  await expect(page.getByText(`Created ${name}`)).toBeVisible();
  await expect(page.getByRole("button", { name: "Add to a subscription" })).toBeVisible();
  await expect(page).toHaveURL(/\/alerts\/destinations$/);
  await expect(row(page, name)).toContainText("No subscription");
  expect((await received(`/hook/${name}`)).map(({ headers }) => headers.authorization)).toEqual(
    Array(2).fill("Bearer s3cret-of-the-journey"),
  );
});

test("a form that is submitted many times at once makes one destination", async ({ page }) => {
  const name = uniqueHook();
  await page.goto("/alerts/destinations?new=1&kind=webhook");
  await drawer(page)
    .getByLabel("URL")
    .fill(`${setting("HOTLINE_SINK")}/hook/${name}`);
  await drawer(page).getByLabel("Name", { exact: true }).fill(name);
  await page.locator("[role=dialog] form").evaluate((form: HTMLFormElement) => {
    for (let count = 0; count < 5; count++) form.requestSubmit();
  });
  await expect(page.getByText(`Created ${name}`)).toBeVisible();
  await expect(row(page, name)).toHaveCount(1);
});

test("what was typed is not lost by Escape or Back without a question", async ({ page }) => {
  await page.goto("/alerts/destinations");
  await page.getByRole("button", { name: "New destination" }).first().click();
  await drawer(page)
    .getByRole("button", { name: /^Webhook/ })
    .click();
  const url = drawer(page).getByLabel("URL");
  await url.fill("https://example.com/typed");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Keep editing" }).click();
  await page.goBack();
  await page.getByRole("button", { name: "Keep editing" }).click();
  await expect(url).toHaveValue("https://example.com/typed");
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Discard" }).click();
  await expect(drawer(page)).toBeHidden();
});

test("Escape asks even when it comes with the last letter", async ({ page }) => {
  await page.goto("/alerts/destinations?new=1&kind=webhook");
  const url = drawer(page).getByLabel("URL");
  await expect(url).toBeFocused();
  await url.evaluate(async (input: HTMLInputElement) => {
    Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set?.call(input, "https://example.com/typed");
    input.dispatchEvent(new InputEvent("input", { bubbles: true }));
    // What the page does before it hears of anything else.
    await Promise.resolve();
    input.dispatchEvent(new KeyboardEvent("keydown", { key: "Escape", bubbles: true, cancelable: true }));
  });
  await page.getByRole("button", { name: "Keep editing" }).click();
  await expect(url).toHaveValue("https://example.com/typed");
});

test("a switch works at once, and the toast takes it back", async ({ page, request }) => {
  const name = uniqueHook();
  await makeHook(request, name);
  await page.goto("/alerts/destinations");
  const enabled = page.getByRole("switch", { name: `${name} enabled` });
  await enabled.click();
  await expect(enabled).not.toBeChecked();
  await expect(page.getByText(`Disabled ${name}`)).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(enabled).toBeChecked();
  await page.reload();
  await expect(enabled).toBeChecked();
});

test("a saved secret is never shown: it is kept, replaced, or goes along with a test of new settings", async ({ page, request }) => {
  const name = uniqueHook();
  const { id } = await makeHook(request, name, { Authorization: "Bearer kept-through-the-edit" });
  await page.goto(`/alerts/destinations/${id}?edit=${id}`);
  const form = drawer(page, "Edit destination");
  await expect(form.getByLabel("value of header 1", { exact: true })).toHaveValue("••••edit");
  await form.getByLabel("URL").fill(`${setting("HOTLINE_SINK")}/hook/${name}-moved`);
  await form.getByRole("button", { name: "Send test" }).click();
  await expect(form.getByText("The test was delivered.")).toBeVisible();
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(`Saved ${name}`)).toBeVisible();
  // The toast lies over what is pressed next, for as long as the pointer is on it.
  await page.mouse.move(0, 0);
  await expect(page.getByText(`Saved ${name}`)).toBeHidden();
  const [tested] = await received(`/hook/${name}-moved`);
  expect(tested?.headers.authorization).toBe("Bearer kept-through-the-edit");
  await expect(page.getByRole("region", { name: "Settings" })).toContainText("Authorization: ••••edit");
  expect(await page.content()).not.toContain("kept-through-the-edit");

  const signing = page.getByRole("region", { name: "Signing secret" });
  await signing.getByRole("button", { name: "Reveal" }).click();
  const old = await signing.getByText(/^whsec_[\w+/]/).textContent();
  await signing.getByRole("button", { name: "Rotate…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Rotate" }).click();
  await expect(signing).toContainText("For 24 hours requests are signed with the old one too.");
  expect(await signing.getByText(/^whsec_[\w+/]/).textContent()).not.toBe(old);
});

test("what somebody else changed of a destination meanwhile stands, and so do its secrets", async ({ page, request }) => {
  const name = uniqueHook();
  const { id } = await makeHook(request, name, { Authorization: "Bearer the-one-of-the-start" });
  await page.goto(`/alerts/destinations/${id}?edit=${id}`);
  const form = drawer(page, "Edit destination");
  await expect(form.getByLabel("Name", { exact: true })).toHaveValue(name);
  const headers = { Authorization: "Bearer another-in-between" };
  await patch(request, `/api/v1/destinations/${id}`, { config: { headers }, enabled: false });
  await form.getByLabel("URL").fill(`${setting("HOTLINE_SINK")}/hook/${name}-moved`);
  await form.getByRole("button", { name: "Save changes" }).click();
  await expect(page.getByText(`Saved ${name}`)).toBeVisible();
  expect(await read(request, `/api/v1/destinations/${id}`)).toMatchObject({
    name,
    enabled: false,
    config: { url: `${setting("HOTLINE_SINK")}/hook/${name}-moved`, headers: { Authorization: "••••ween" } },
  });
});

test("deleting one that is in use says what would stop, and offers to disable it instead", async ({ page, request }) => {
  const name = uniqueHook();
  const { id } = await makeHook(request, name);
  const channel = await post(request, "/api/v1/channels", { name: `Channel of ${name}`, pattern: name });
  await post(request, "/api/v1/subscriptions", { name: `All of ${name}`, channel_ids: [channel.id], destination_ids: [id] });
  await page.goto(`/alerts/destinations/${id}`);
  const ask = async () => {
    await page.getByRole("button", { name: `More actions for ${name}` }).click();
    await page.getByRole("menuitem", { name: "Delete…" }).click();
  };
  await ask();
  const dialog = page.getByRole("dialog", { name: `Delete ${name}?` });
  await expect(dialog).toContainText(`All of ${name}`);
  await expect(dialog).toContainText("It has no other destination.");
  await dialog.getByRole("button", { name: "Disable instead" }).click();
  await expect(page.getByText("It is disabled.")).toBeVisible();

  await ask();
  await dialog.getByRole("button", { name: "Delete", exact: true }).click();
  await expect(page).toHaveURL(/\/alerts\/destinations$/);
  await expect(page.getByText(`Deleted ${name}`)).toBeVisible();
  await expect(row(page, name)).toHaveCount(0);
  await page.goto(`/alerts/destinations/${id}`);
  await expect(page.getByRole("heading", { name: "There is no such destination" })).toBeVisible();
});

test("its page lists what was delivered there, each with its alert", async ({ page, request }) => {
  const name = uniqueHook();
  const { id } = await makeHook(request, name);
  const channel = await post(request, "/api/v1/channels", { name: `Channel of ${name}`, pattern: name });
  await post(request, "/api/v1/subscriptions", { name: `All of ${name}`, channel_ids: [channel.id], destination_ids: [id] });
  const alert = await post(request, "/api/v1/alerts", { name });
  await expect.poll(async () => (await received(`/hook/${name}`)).length).toBe(1);
  await page.goto(`/alerts/destinations/${id}`);
  const deliveries = page.getByRole("region", { name: "Deliveries" });
  await expect(deliveries.getByRole("listitem")).toContainText("Sent");
  await expect(page.getByRole("region", { name: "Subscriptions" }).getByRole("link", { name: `All of ${name}` })).toBeVisible();
  await deliveries.getByLabel("Status").selectOption("failed");
  await expect(deliveries).toContainText("No delivery has this status.");
  await deliveries.getByLabel("Status").selectOption("sent");
  await deliveries.getByRole("link", { name }).click();
  await expect(page).toHaveURL(new RegExp(`/alerts/history/${alert.id}$`));
});

test("a member sees everything and changes nothing, and each control says why", async ({ memberPage, request }) => {
  const name = uniqueHook();
  const { id } = await makeHook(request, name, { Authorization: "Bearer not-for-members" });
  const only = "Only admins can change this.";
  await memberPage.goto("/alerts/destinations");
  await expect(memberPage.getByRole("button", { name: "New destination" })).toHaveAccessibleDescription(only);
  const enabled = memberPage.getByRole("switch", { name: `${name} enabled` });
  await expect(enabled).toHaveAccessibleDescription(only);
  await enabled.click({ force: true });
  await expect(enabled).toBeChecked();

  await memberPage.goto(`/alerts/destinations/${id}?edit=${id}`);
  await expect(memberPage.getByRole("region", { name: "Settings" })).toContainText("Authorization: ••••bers");
  await expect(memberPage.getByRole("dialog")).toHaveCount(0);
  for (const control of ["Send test", "Edit", "Copy", "Reveal", "Rotate…"]) {
    await expect(memberPage.getByRole("button", { name: control, exact: true })).toHaveAccessibleDescription(only);
  }
  await memberPage.getByRole("button", { name: `More actions for ${name}` }).click();
  await expect(memberPage.getByRole("menuitem", { name: "Delete…" })).toContainText(only);
});

test("an empty hub says what a destination is and begins with its kind", async ({ emptyHub: { page } }) => {
  await page.goto("/alerts/destinations");
  await expect(page.getByRole("heading", { name: "No destinations yet" })).toBeVisible();
  await page.getByRole("button", { name: /^Slack/ }).click();
  await drawer(page).getByText("Where do I find the webhook URL?").click();
  await expect(drawer(page).getByRole("link", { name: /Open your Slack apps/ })).toHaveAttribute("href", "https://api.slack.com/apps");
});
