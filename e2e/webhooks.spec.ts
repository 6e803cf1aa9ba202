import { type APIRequestContext, type Browser, expect, type Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { type Account, newMember, post, setting, signIn, test, whenReady } from "./page-session";

interface Team {
  id: string;
  name: string;
}

const newTeam = (request: APIRequestContext): Promise<Team> =>
  post<Team>(request, "/api/v1/teams", { name: `Team ${crypto.randomUUID().slice(0, 8)}` });

const newWebhook = (request: APIRequestContext, team: Team, more: object = {}) =>
  post<{ id: string; url: string }>(request, "/api/v1/webhooks", { team_id: team.id, label: "Deploys", integration: "custom", ...more });

const pageOf = (team: Team, webhook: { id: string }) => `/settings/teams/${team.id}/webhooks/${webhook.id}`;

/** Posts a moment as a caller of that name does; gives the answer's status. */
async function postMoment(url: string, userAgent: string, moment: object = {}): Promise<number> {
  const body = JSON.stringify({ name: "Checkout is slow", type: "alert", source: "Deploybot", ...moment });
  const answer = await fetch(url, { method: "POST", headers: { "content-type": "application/json", "user-agent": userAgent }, body });
  return answer.status;
}

/** What a button of that name copies. */
async function copied(page: Page, name: string): Promise<string> {
  await page.context().grantPermissions(["clipboard-read", "clipboard-write"]);
  const button = page.getByRole("button", { name, exact: true });
  await button.click();
  await expect(button.getByText("Copied")).toBeAttached();
  return page.evaluate(() => navigator.clipboard.readText());
}

async function memberOf(request: APIRequestContext, team: Team): Promise<Account> {
  const account = await newMember(request);
  const headers = { authorization: `Bearer ${setting("HOTLINE_API_KEY")}` };
  const { data } = await (await request.get("/api/v1/members?limit=200", { headers })).json();
  const { id } = data.find(({ email }: Account) => email === account.email);
  expect((await request.put(`/api/v1/teams/${team.id}/members/${id}`, { headers })).status()).toBe(204);
  return account;
}

/** A page of somebody of the organization. */
async function pageFor(browser: Browser, account: Account, address: string): Promise<Page> {
  const context = await browser.newContext({ baseURL: setting("HOTLINE_URL"), storageState: { cookies: [], origins: [] } });
  const page = whenReady(await context.newPage());
  await page.goto(`/sign-in?callbackUrl=${encodeURIComponent(address)}`);
  await signIn(page, account);
  await page.waitForURL(({ pathname }) => pathname === address);
  return page;
}

test("a webhook is made for any tool, its URL is copied, and what is posted to it shows on its page at once", async ({ page, request }) => {
  const team = await newTeam(request);
  await page.goto(`/settings/teams/${team.id}`);
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  await page.getByRole("button", { name: "New webhook" }).click();
  const drawer = page.getByRole("dialog", { name: "New webhook" });
  await drawer.getByLabel("Label").fill("Deploy bot");
  await drawer.getByRole("button", { name: "Create" }).click();
  await expect(page.getByRole("heading", { name: "Deploy bot is ready" })).toBeVisible();
  await expectNoViolations(page, "a webhook that was just made");
  const url = await copied(page, "Copy the URL");
  expect(url).toMatch(/\/moment\/hl_hook_\w+$/);
  expect(await copied(page, "Copy: curl command")).toContain(`'${url}'`);
  await page.getByRole("radiogroup", { name: "How to post" }).getByText("Python").click();
  expect(await copied(page, "Copy: Python script")).not.toContain("verify");

  await page.getByRole("link", { name: "Open the webhook" }).click();
  await expect(page.getByText("Nothing has arrived yet.")).toBeVisible();
  expect(await postMoment(url, "deploybot/1.0")).toBe(200);
  await expect(page.getByRole("link", { name: "Checkout is slow" })).toBeVisible();
  expect(await postMoment(url, "deploybot/1.0", { type: undefined })).toBe(422);
  await expect(page.getByRole("link", { name: /type/ })).toHaveAttribute("href", /\/integrations\/events\/event_/);
  await expect(page.getByRole("table", { name: "Callers" })).toContainText("deploybot/1.0");
  const repeat = () =>
    request.post(url, { data: { name: "Once", type: "alert" }, headers: { "idempotency-key": "once", "user-agent": "retrier/1.0" } });
  expect((await repeat()).status()).toBe(200);
  expect((await repeat()).status()).toBe(200);
  const retrier = page.getByRole("table", { name: "Callers" }).getByRole("row").filter({ hasText: "retrier/1.0" });
  await expect(retrier).toContainText("1 repeated");
  for (const method of ["DELETE", "PATCH"]) expect((await request.fetch(url, { method })).status()).toBe(405);
  await expect(page.getByRole("list", { name: "Refused requests" })).toContainText(
    /2 requests had another method than POST, the last .*Choose POST/,
  );
  await expectNoViolations(page, "a webhook's page");
  await page.getByRole("link", { name: "Show all" }).click();
  await expect(page.locator("[data-row]")).toHaveText(["Once", "type is required.", "Checkout is slow"]);
});

test("the type is found by typing, and asks for the secret that its tool signs with", async ({ page, request }) => {
  const team = await newTeam(request);
  let letTypesCome = () => {};
  const types = new Promise<void>((resolve) => {
    letTypesCome = resolve;
  });
  await page.route("**/api/v1/integrations", (route) => types.then(() => route.continue()));
  await page.goto(`/settings/teams/${team.id}?new-webhook=1`);
  const drawer = page.getByRole("dialog", { name: "New webhook" });
  await drawer.getByLabel("Label").fill("Issues");
  const type = drawer.getByRole("combobox", { name: "Type" });
  await type.click();
  // The types come when the cursor is in the field already: what is typed takes their place all the same.
  letTypesCome();
  await expect(type).toHaveValue("Custom");
  await page.keyboard.type("linear");
  await page.getByRole("option", { name: /Linear/ }).click();
  await drawer.getByLabel("Signing secret").fill("lin_wh_secret");
  await drawer.getByLabel("Observe").check();
  await drawer.getByRole("button", { name: "Create" }).click();
  await page.getByRole("link", { name: "Open the webhook" }).click();
  await expect(page.getByText("Observed: every request is taken")).toBeVisible();
  await expect(page.getByRole("radio", { name: "Linear" })).toBeChecked();
});

test("a token is rotated under traffic: nothing is lost, and the page says who still uses the old one", async ({ page, request }) => {
  const team = await newTeam(request);
  const old = await newWebhook(request, team);
  const statuses: number[] = [];
  const say = async (url: string, userAgent: string) => statuses.push(await postMoment(url, userAgent));
  await say(old.url, "ci-runner/2.1");

  await page.goto(pageOf(team, old));
  await page.getByRole("button", { name: "Rotate token" }).click();
  await page
    .getByRole("dialog", { name: /^Rotate the token/ })
    .getByRole("button", { name: "Rotate", exact: true })
    .click();
  await page.waitForURL(({ pathname }) => pathname !== pageOf(team, old));
  await expect(page.getByText("The old token is still in use")).toBeVisible();
  const next = await copied(page, "Copy the URL");
  expect(next).not.toBe(old.url);
  for (let round = 0; round < 5; round++) await Promise.all([say(old.url, "ci-runner/2.1"), say(next, "deploybot/1.0")]);
  expect(statuses.every((status) => status === 200)).toBe(true);
  const oldCallers = page.getByRole("table", { name: "Callers of the old token" });
  await expect(oldCallers.getByRole("row").filter({ hasText: "ci-runner/2.1" })).toContainText("6 in 24 h");
  const newCallers = page.getByRole("table", { name: "Callers of the new token" });
  await expect(newCallers.getByRole("row").filter({ hasText: "deploybot/1.0" })).toContainText("5 in 24 h");
  await expectNoViolations(page, "a rotation under traffic");

  await page.getByRole("button", { name: "Expire now…" }).click();
  const expire = page.getByRole("dialog", { name: "Expire the old token while it is in use?" });
  await expect(expire).toContainText("6 requests from 1 caller in the last 24 hours.");
  await expire.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("button", { name: "Give it longer…" }).click();
  await page.getByRole("dialog", { name: "Give the old token longer" }).getByRole("button", { name: "Give it longer" }).click();
  await expect(page.getByText(/^The old token works until/).first()).toBeVisible();
});

test("an old token that nobody uses is safe to expire, and ends with a way back", async ({ page, request }) => {
  const team = await newTeam(request);
  const old = await newWebhook(request, team);
  const until = new Date(Date.now() + 7 * 86_400_000).toISOString();
  const next = await post(request, `/api/v1/webhooks/${old.id}/rotate`, { old_expires_at: until });
  await page.goto(pageOf(team, next));
  await expect(page.getByText("The old token is safe to expire")).toBeVisible();
  await page.getByRole("button", { name: "Expire now" }).click();
  await expect(page.getByText("The old token expires in a minute")).toBeVisible();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByRole("region", { name: "Old token" })).toContainText("Expires in 7 d");
});

test("a token that has expired says who calls it all the same, and can be brought back", async ({ page, request }) => {
  const team = await newTeam(request);
  const webhook = await newWebhook(request, team, { label: "Pager", expires_at: new Date(Date.now() + 2_000).toISOString() });
  await expect.poll(() => postMoment(webhook.url, "cron/1.0")).toBe(410);
  await page.goto(pageOf(team, webhook));
  await expect(page.getByText("The token has expired, and is still called")).toBeVisible();
  await expect(page.getByRole("table", { name: "Callers" })).toContainText("1 refused");
  await expectNoViolations(page, "a token that has expired");
  await page.getByRole("button", { name: "Bring it back…" }).click();
  await page.getByRole("dialog", { name: "Bring the token back" }).getByRole("button", { name: "Bring it back" }).click();
  await expect(page.getByText("The token has expired")).toHaveCount(0);
  await expect.poll(() => postMoment(webhook.url, "cron/1.0")).toBe(200);
});

test("a tool's page leads to a webhook of its type", async ({ page, request }) => {
  const team = await newTeam(request);
  await page.goto(`/settings/teams/${team.id}?new-webhook=1&type=grafana`);
  const drawer = page.getByRole("dialog", { name: "New webhook" });
  await expect(drawer.getByRole("combobox", { name: "Type" })).toHaveValue("Grafana");
  await drawer.getByRole("button", { name: "Cancel" }).click();
  await expect(page).toHaveURL(new RegExp(`/settings/teams/${team.id}$`));
  await page.goto("/integrations/grafana/events");
  await page.getByRole("button", { name: "Make a webhook" }).first().click();
  await page.getByRole("menuitem", { name: team.name }).click();
  await expect(drawer.getByRole("combobox", { name: "Type" })).toHaveValue("Grafana");
});

test("members of the team manage its webhooks; others see that they exist, and why they may not", async ({
  browser,
  memberPage,
  request,
}) => {
  const team = await newTeam(request);
  const webhook = await newWebhook(request, team, { label: "Shared" });
  const insider = await pageFor(browser, await memberOf(request, team), pageOf(team, webhook));
  expect(await copied(insider, "Copy the URL")).toBe(webhook.url);
  await insider.getByRole("button", { name: "Edit" }).click();
  await insider.getByRole("dialog", { name: "Edit Shared" }).getByLabel("Label").fill("Renamed");
  await insider.getByRole("button", { name: "Save" }).click();
  await expect(insider.getByRole("heading", { level: 1, name: "Renamed" })).toBeVisible();
  await insider.context().close();

  await memberPage.goto(`/settings/teams/${team.id}`);
  const create = memberPage.getByRole("button", { name: "New webhook" });
  await expect(create).toHaveAccessibleDescription("Only the team's members and admins can do this.");
  await memberPage.getByRole("link", { name: "Renamed" }).click();
  await expect(memberPage.getByRole("button", { name: "Reveal the URL" })).toHaveAttribute("aria-disabled", "true");
  await expect(memberPage.getByRole("button", { name: "Rotate token" })).toHaveAttribute("aria-disabled", "true");
  await expectNoViolations(memberPage, "a webhook of somebody else's team");
});

test("a webhook that is deleted is gone from its team, and its URL is unknown", async ({ page, request }) => {
  const team = await newTeam(request);
  const webhook = await newWebhook(request, team, { label: "Short-lived" });
  await page.goto(pageOf(team, webhook));
  await page.getByRole("button", { name: "More actions for Short-lived" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("dialog", { name: "Delete Short-lived?" }).getByRole("button", { name: "Delete" }).click();
  await page.waitForURL(({ pathname }) => pathname === `/settings/teams/${team.id}`);
  await expect(page.getByText("No webhooks yet")).toBeVisible();
  // A door that was open is remembered for a second.
  await expect.poll(() => postMoment(webhook.url, "late/1.0")).toBe(404);
});
