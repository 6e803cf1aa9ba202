import { type Browser, type BrowserContext, expect, type Page } from "@playwright/test";
import { expectFineEverywhere } from "./axe";
import { mailedLink } from "./mailed-link";
import { newMember, post, read, setting, signIn, test, whenReady } from "./page-session";

const unique = (word: string) => `${word} ${crypto.randomUUID().slice(0, 8)}`;

/** A browser in which nobody is signed in. */
const newBrowser = (browser: Browser): Promise<BrowserContext> =>
  browser.newContext({ baseURL: setting("HOTLINE_URL"), storageState: { cookies: [], origins: [] } });

/** The page in a tab of its own: an open one whose session ended leaves for the sign-in page by itself, in the middle of a reload too. */
async function inNewTab(context: BrowserContext, path: string): Promise<Page> {
  const page = whenReady(await context.newPage());
  await page.goto(path);
  return page;
}

/** Chooses an entry of a row's menu. */
async function act(page: Page, menu: string, entry: string): Promise<void> {
  await page.getByRole("button", { name: menu, exact: true }).click();
  await page.getByRole("menuitem", { name: entry }).click();
}

/** The status of a call that the page's own session makes. */
const callAs = (page: Page, method: string, path: string, body: object) =>
  page.evaluate(
    async ([method, path, body]) =>
      (await fetch(path, { method, headers: { "content-type": "application/json" }, body: JSON.stringify(body) })).status,
    [method, path, body] as const,
  );

async function invite(page: Page, email: string): Promise<void> {
  await page.goto("/settings/members");
  await page.getByRole("button", { name: "Invite", exact: true }).click();
  const dialog = page.getByRole("dialog");
  await dialog.getByLabel("E-mail addresses").fill(email);
  await dialog.getByRole("button", { name: "Invite", exact: true }).click();
  await expect(page.getByRole("dialog")).toContainText("The mail is on its way.");
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("table", { name: "Invitations" })).toContainText(email);
}

test("who is invited joins by the mailed link, sees everything and changes nothing, and as an admin does at once", async ({
  page,
  browser,
}) => {
  const email = `${crypto.randomUUID()}@example.com`;
  await invite(page, email);
  const link = await mailedLink(email, "/accept-invitation");

  const context = await newBrowser(browser);
  const guest = whenReady(await context.newPage());
  await guest.goto(link);
  await expect(guest.getByText(`${email} is invited as a member`)).toBeVisible();
  await guest.getByLabel("Your name").fill("Gus Guest");
  await guest.getByLabel("Password").fill("short");
  await guest.getByRole("button", { name: /^Join/ }).click();
  await expect(guest).toHaveURL(/accept-invitation/);
  await guest.getByLabel("Password").fill("a long enough password");
  await guest.getByRole("button", { name: /^Join/ }).click();
  await guest.waitForURL((url) => !url.pathname.startsWith("/accept-invitation"));

  await guest.goto("/settings/environments");
  const create = guest.getByRole("button", { name: "New environment" });
  await expect(create).toHaveAttribute("aria-disabled", "true");
  await expect(create).toHaveAccessibleDescription("Only admins can change this.");
  await create.focus();
  await guest.keyboard.press("Enter");
  await expect(guest.getByRole("dialog")).toHaveCount(0);
  expect(await callAs(guest, "POST", "/api/v1/environments", { slug: "mine" })).toBe(403);
  await guest.goto("/settings/api-keys?new=1");
  await expect(guest.getByRole("table", { name: "API keys" })).toBeVisible();
  await expect(guest.getByRole("dialog")).toHaveCount(0);

  await page.reload();
  await page.getByRole("row", { name: email }).getByRole("combobox", { name: "Role of Gus Guest" }).click();
  await page.getByRole("option", { name: /^Admin/ }).click();
  await expect(page.getByText("Gus Guest is an admin now")).toBeVisible();
  await guest.goto("/settings/environments");
  await expect(create).not.toHaveAttribute("aria-disabled", "true");

  await act(page, "Actions for Gus Guest", "Remove…");
  await page.getByRole("dialog").getByRole("button", { name: "Remove" }).click();
  await expect(page.getByRole("row", { name: email })).toHaveCount(0);
  const later = await inNewTab(context, "/settings/environments");
  await expect(later).toHaveURL(/\/sign-in/);
  await later.goto(link);
  await expect(later.getByRole("heading", { name: "This invitation is no longer valid" })).toBeVisible();
  await context.close();
});

test("who has an account signs in from an invitation's page, comes back and joins by one press", async ({ page, browser, emptyHub }) => {
  await invite(page, emptyHub.email);
  const link = await mailedLink(emptyHub.email, "/accept-invitation");
  const guest = await inNewTab(await newBrowser(browser), link);
  await expect(guest.getByLabel("Your name")).toBeVisible();
  await guest.getByRole("link", { name: "I have an account here: sign in" }).click();
  await guest.waitForURL(({ pathname }) => pathname === "/sign-in");
  await signIn(guest, emptyHub);
  await guest.waitForURL(({ pathname }) => pathname === "/accept-invitation");
  await expect(guest.getByLabel("Your name")).toHaveCount(0);
  await guest.getByRole("button", { name: /^Join/ }).click();
  await guest.waitForURL(({ pathname }) => pathname !== "/accept-invitation");
  await page.goto("/settings/members");
  await expect(page.getByRole("table", { name: "Members" })).toContainText(emptyHub.email);
});

test("an invitation of somebody else, an incomplete link, and a revoked one say so", async ({ page }) => {
  const email = `${crypto.randomUUID()}@example.com`;
  await invite(page, email);
  const link = await mailedLink(email, "/accept-invitation");
  await page.goto(link);
  await expect(page.getByRole("heading", { name: "This invitation is for somebody else" })).toBeVisible();
  await expect(page.getByText(setting("HOTLINE_EMAIL"))).toBeVisible();

  await page.goto("/settings/members");
  await act(page, `Actions for the invitation of ${email}`, "Revoke…");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByText(email)).toHaveCount(0);
  await page.goto(link);
  await page.reload();
  await expect(page.getByRole("heading", { name: "This invitation is no longer valid" })).toBeVisible();
  await page.evaluate(() => sessionStorage.clear());
  await page.goto("/accept-invitation");
  await expect(page.getByRole("heading", { name: "This link is incomplete" })).toBeVisible();
});

test("an API key is shown once and works until it is revoked, and the audit log says who did it", async ({ page, request }) => {
  const name = unique("Checkout");
  await page.goto("/settings/api-keys");
  await page.getByRole("button", { name: "New API key" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  const dialog = page.getByRole("dialog", { name: `${name} is ready` });
  const key = (await dialog.getByText(/^hl_key_\w+$/).textContent()) ?? "";
  await expect(dialog.getByRole("group", { name: "Example call" })).toContainText(key);
  await page.getByRole("button", { name: "Done" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("row", { name })).toContainText("Never");
  expect(await page.content()).not.toContain(key);

  const publish = () =>
    request.post("/api/v1/alerts", { data: { name: "key:works" }, headers: { authorization: `Bearer ${key}`, cookie: "" } });
  expect((await publish()).status()).toBe(202);
  await act(page, `Actions for ${name}`, "Revoke…");
  await page.getByRole("dialog").getByRole("button", { name: "Revoke" }).click();
  await expect(page.getByRole("row", { name })).toHaveCount(0);
  await expect.poll(async () => (await publish()).status()).toBe(401);

  await page.goto("/settings/audit");
  await page.getByRole("combobox", { name: "What" }).selectOption("API keys");
  await expect(page).toHaveURL(/action=api_key/);
  const entry = page.getByRole("listitem").filter({ hasText: `revoked API key ${name}` });
  await expect(entry).toBeVisible();
  await entry.getByRole("button", { name: /^What changed/ }).click();
  await expect(entry.getByText("publish", { exact: true })).toBeVisible();
});

test("two people change one API key: the second to save does not undo the scopes that the first chose", async ({
  page,
  context,
  request,
}) => {
  const name = unique("Shared");
  const { id } = await post(request, "/api/v1/api-keys", { name, scopes: ["publish"] });
  const theirs = whenReady(await context.newPage());
  for (const each of [page, theirs]) {
    await each.goto("/settings/api-keys");
    await act(each, `Actions for ${name}`, "Edit…");
    await expect(each.getByRole("textbox", { name: "Name" })).toHaveValue(name);
  }
  await page.getByRole("checkbox", { name: /^Read/ }).click();
  await page.getByRole("checkbox", { name: /^Publish/ }).click();
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);

  await theirs.getByRole("textbox", { name: "Name" }).fill(`${name} B`);
  await theirs.getByRole("button", { name: "Save" }).click();
  await expect(theirs.getByRole("dialog")).toHaveCount(0);
  expect(await read(request, `/api/v1/api-keys/${id}`)).toMatchObject({ name: `${name} B`, scopes: ["read"] });
});

test("what was typed into a form of the settings is not lost by Escape or Back without a question", async ({ page, request }) => {
  const slug = unique("held").replace(" ", "-");
  await post(request, "/api/v1/environments", { slug, name: slug });
  await page.goto("/settings/teams");
  await page.getByRole("link", { name: "Environments" }).click();
  const title = page.getByRole("textbox", { name: "Name" });
  // The address names the first one; of the second it knows nothing.
  const openNew = () => page.getByRole("button", { name: "New environment" }).click();
  for (const open of [openNew, () => act(page, `Actions for ${slug}`, "Rename…")]) {
    await open();
    await expect(title).toBeFocused();
    await title.fill("Half an environment");
    for (const leave of [() => page.keyboard.press("Escape"), () => page.goBack(), () => page.goBack()]) {
      await leave();
      await page.getByRole("button", { name: "Keep editing" }).click();
      await expect(page.getByRole("button", { name: "Keep editing" })).toHaveCount(0);
      await expect(title).toHaveValue("Half an environment");
    }
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Discard" }).click();
    await expect(page.getByRole("dialog")).toHaveCount(0);
  }
  await openNew();
  await expect(title).toHaveValue("");
});

test("a password is changed with the current one, and ends the other sessions only", async ({ browser, request }) => {
  const account = await newMember(request);
  const [here, there] = [await newBrowser(browser), await newBrowser(browser)];
  const enter = async (context: BrowserContext, password: string) => {
    const page = await inNewTab(context, "/settings/profile");
    await expect(page).toHaveURL(/\/sign-in/);
    await signIn(page, { ...account, password });
    await page.waitForURL("**/settings/profile");
    return page;
  };
  const page = await enter(here, account.password);
  await enter(there, account.password);
  const change = async (current: string, password: string) => {
    await page.getByLabel("Current password").fill(current);
    await page.getByLabel("New password").fill(password);
    await page.getByRole("button", { name: "Change password" }).click();
  };
  await change("not the password", "another long password");
  await expect(page.getByText("Current password is wrong.")).toBeVisible();
  await change(account.password, "another long password");
  await expect(page.getByText("Your password is set")).toBeVisible();
  await page.reload();
  await expect(page.getByRole("heading", { level: 1, name: "Profile" })).toBeVisible();

  await enter(there, "another long password");
  await page.getByRole("button", { name: "Sign out everywhere…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Sign out everywhere" }).click();
  await expect(page).toHaveURL(/\/sign-in/);
  await expect(await inNewTab(there, "/settings/profile")).toHaveURL(/\/sign-in/);
  await Promise.all([here.close(), there.close()]);
});

test("an environment is made, renamed and deleted; one in use is kept, and what uses it is told", async ({ page, request }) => {
  const name = unique("Köln");
  const slug = name.toLowerCase().replace("ö", "o").replace(" ", "-");
  await page.goto("/settings/environments");
  await page.getByRole("button", { name: "New environment" }).click();
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await expect(page.getByRole("textbox", { name: "Slug" })).toHaveValue(slug);
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("row", { name })).toContainText(slug);

  await act(page, `Actions for ${name}`, "Rename…");
  await page.getByRole("textbox", { name: "Name" }).fill(`${name} B`);
  await page.getByRole("button", { name: "Save" }).click();
  await expect(page.getByRole("row", { name: `${name} B` })).toContainText(slug);

  const authorization = `Bearer ${setting("HOTLINE_API_KEY")}`;
  const channel = await request.post("/api/v1/channels", {
    data: { name, pattern: "kept:.*", environment: slug },
    headers: { authorization },
  });
  const { id } = (await channel.json()) as { id: string };
  await act(page, `Actions for ${name} B`, "Delete…");
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("dialog")).toContainText("is used by 1 channel");
  await request.delete(`/api/v1/channels/${id}`, { headers: { authorization } });
  await page.getByRole("dialog").getByRole("button", { name: "Delete" }).click();
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByRole("row", { name: slug })).toHaveCount(0);
});

test("a team is made, gets members and loses one, which is undone", async ({ page, request }) => {
  const name = unique("Team");
  const { email } = await newMember(request);
  await page.goto("/settings/teams?new=1");
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  await page.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.getByRole("button", { name: "Add members" }).click();
  await page.getByRole("combobox", { name: "Members" }).fill(email);
  await page.getByRole("option", { name: email }).click();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "Add", exact: true }).click();
  const member = page.getByRole("listitem").filter({ hasText: email });
  await expect(member).toBeVisible();
  await member.getByRole("button", { name: /^Remove/ }).click();
  await expect(member).toHaveCount(0);
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(member).toBeVisible();
  await page.goto("/settings/teams");
  await expect(page.getByRole("row", { name })).toContainText("Mia Member");
});

test("a form that is pressed twice is sent once", async ({ page }) => {
  const name = unique("Twice");
  await page.goto("/settings/teams?new=1");
  await page.getByRole("textbox", { name: "Name" }).fill(name);
  const create = page.getByRole("button", { name: "Create" });
  await create.evaluate((button: HTMLButtonElement) => {
    button.click();
    button.click();
  });
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await page.goto("/settings/audit?action=team");
  await expect(page.getByRole("listitem").filter({ hasText: `created team ${name}` })).toHaveCount(1);
});

test("dialogs of the settings pass axe", async ({ page }) => {
  for (const path of ["members", "teams", "environments", "api-keys"]) {
    await page.goto(`/settings/${path}?new=1`);
    await expect(page.getByRole("dialog")).toBeVisible();
    await expectFineEverywhere(page, path, { include: "[role=dialog]" });
  }
});
