import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { post, script, test, uniqueName } from "./page-session";

interface Door {
  team: string;
  label: string;
  /** Posts a body as the tool does; gives the answer's status and the event's id. */
  say(body: unknown): Promise<{ status: number; id: string }>;
}

const uniqueLabel = () => uniqueName("hook").replace(":", "-");

/** A team with a webhook, and the way to post to it. */
async function newDoor(request: APIRequestContext, integration = "custom"): Promise<Door> {
  const label = uniqueLabel();
  const team = await post(request, "/api/v1/teams", { name: `Team of ${label}` });
  const hook = await post<{ id: string; url: string }>(request, "/api/v1/webhooks", { team_id: team.id, label, integration });
  return {
    team: team.id,
    label,
    async say(body) {
      // Bytes are sent as they are; of text, Playwright would make JSON.
      const data = Buffer.from(typeof body === "string" ? body : JSON.stringify(body));
      const answer = await request.post(new URL(hook.url).pathname, { data, headers: { "content-type": "application/json" } });
      const told = (await answer.json()) as { id?: string; event_id?: string };
      return { status: answer.status(), id: told.id ?? told.event_id ?? "" };
    },
  };
}

const rows = (page: Page) => page.locator("[data-row]");
const details = (page: Page, id: string) => page.getByRole("region", { name: `Event ${id}` });

test("what a tool posts waits behind a pill, opens in place, and leads to its alert and back", async ({ page, request }) => {
  const door = await newDoor(request);
  await door.say({ name: "First", type: "alert" });
  await page.goto("/alerts/history");
  await page.getByRole("link", { name: "Integrations" }).click();
  await page.getByRole("combobox", { name: "Team" }).selectOption(`Team of ${door.label}`);
  await expect(page).toHaveURL(/team=/);
  // The rows of all teams are kept until those of this one are here.
  await expect(page.locator('[aria-busy="true"]')).toHaveCount(0);
  await expect(rows(page)).toHaveText(["First"]);

  const { id } = await door.say({ name: "Second", type: "page", source: "Deploybot" });
  await page.getByRole("button", { name: "1 new" }).click();
  await expect(rows(page)).toHaveText(["Second", "First"]);

  await page.keyboard.press("j");
  await page.keyboard.press("Enter");
  await expect(page).toHaveURL(new RegExp(`open=${id}`));
  const event = details(page, id);
  await expect(event.getByText('"Deploybot"')).toBeVisible();
  await expect(event.getByText("No signature asked for")).toBeVisible();
  await expectNoViolations(page, "an event that is open");
  await event.getByRole("link", { name: "moment:custom:page" }).click();
  await page.getByRole("link", { name: id }).click();
  await expect(page).toHaveURL(new RegExp(`/integrations/events/${id}$`));
  await expect(page.getByRole("heading", { level: 1 })).toHaveText("Second");
});

test("filters stand in the address, and an empty answer leads out of them", async ({ page, request }) => {
  const door = await newDoor(request);
  await door.say({ name: "Good", type: "incident" });
  await door.say({ name: "Bad" });
  await page.goto(`/integrations?team=${door.team}`);
  await expect(rows(page)).toHaveText(["type is required.", "Good"]);
  await page.getByRole("combobox", { name: "Status" }).selectOption("Success");
  await expect(rows(page)).toHaveText(["Good"]);
  await expect(page).toHaveURL(/status=success/);
  await page.goBack();
  await page.keyboard.press("/");
  await page.keyboard.type("type is req");
  await expect(rows(page)).toHaveText(["type is required."]);
  await page.getByRole("combobox", { name: "Integration" }).selectOption("GitHub");
  await expect(page.getByRole("heading", { name: "No events match" })).toBeVisible();
  await page.getByRole("button", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(/\/integrations$/);
});

test("who types a filter and leaves for another page gets there, and finds the filter on the way back", async ({ page }) => {
  await page.goto("/integrations");
  await expect(page.getByRole("button", { name: "More filters" })).toBeVisible();
  await page.keyboard.press("/");
  await page.keyboard.type("typed");
  for (const key of ["Tab", "g", "h"]) await page.keyboard.press(key);
  await expect(page.getByRole("heading", { level: 1, name: "History" })).toBeVisible();
  await page.goBack();
  await expect(page).toHaveURL(/\/integrations\?q=typed$/);
});

test("an error is put right: the body is corrected, the original stays beside it", async ({ page, request }) => {
  const door = await newDoor(request);
  const { status, id } = await door.say('{\n  "name": "Disk is full",\n  "type": "alert",\n}');
  expect(status).toBe(422);
  await page.goto(`/integrations?team=${door.team}&status=error`);
  await rows(page).first().click();
  const event = details(page, id);
  await event.getByRole("button", { name: "Correct and retry" }).click();
  const body = event.getByLabel("Corrected body");
  await expect(body).toHaveValue('{\n  "name": "Disk is full",\n  "type": "alert",\n}');
  await expect(event.getByText("Line 3, column 18: A comma may not stand before }: leave it out.", { exact: true })).toBeVisible();
  await expect(event.getByRole("button", { name: "Retry with this body" })).toHaveAttribute("aria-disabled", "true");

  await body.fill('{"name": "Disk is full", "type": "catastrophe"}');
  await event.getByRole("button", { name: "Retry with this body" }).click();
  await expect(event.getByText(/Read again, and still an error: type must be/)).toBeVisible();
  await body.fill('{"name": "Disk is full", "type": "alert"}');
  await expectNoViolations(page, "an event that is corrected");
  await event.getByRole("button", { name: "Retry with this body" }).click();
  await expect(page.getByText("The event is good now")).toBeVisible();
  // The filter fits it no more; somebody has it open.
  await expect(event.getByRole("link", { name: "moment:custom:alert" })).toBeVisible();
  await event.getByRole("link", { name: "Open as a page" }).click();
  const both = page.getByRole("group", { name: "As received and corrected" });
  await expect(both).toContainText('"type": "alert",');
  await expect(both).toContainText("After:");
});

test("all that errored for one cause is retried, once its number is named", async ({ page, request }) => {
  const [door, elsewhere] = [await newDoor(request), await newDoor(request)];
  const { id: untouched } = await elsewhere.say({ name: "Of another team", type: "alert", occurred_at: "tomorrow" });
  for (const name of ["One", "Two", "Three"]) await door.say({ name, type: "alert", occurred_at: "tomorrow" });
  const { id } = await door.say({ name: "Other" });
  await page.goto(`/integrations/custom/events?team=${door.team}`);
  const causes = page.getByRole("region", { name: "Causes of errors" });
  await expect(causes).toContainText("2 causes of 4 errors");
  const search = page.getByRole("searchbox");
  await search.fill("occurred_at");
  await expect(causes).toContainText("1 cause of 3 errors");
  await search.fill("");
  await expect(causes).toContainText("2 causes of 4 errors");
  await causes.getByRole("button", { name: /^occurred_at must be a time/ }).click();
  await expect(rows(page)).toHaveCount(3);
  await expect(page).toHaveURL(/cause=occurred_at/);
  await causes.getByRole("button", { name: "Retry all 3 of this cause…" }).click();
  const dialog = page.getByRole("dialog", { name: "Retry all of this cause" });
  await expect(dialog).toContainText(`Team of ${door.label}`);
  await expectNoViolations(page, "the retry of a cause");
  await dialog.getByRole("button", { name: "Retry all 3 of this cause", exact: true }).click();
  await expect(dialog.getByRole("status")).toContainText("3 events read again: 0 good now, 3 still in error.");
  await dialog.getByRole("button", { name: "Done" }).click();
  await causes.getByRole("button", { name: /^occurred_at/ }).click();
  await expect(rows(page)).toHaveCount(4);
  for (const each of [id, untouched]) {
    await page.goto(`/integrations/events/${each}`);
    await expect(page.getByText("No signature asked for")).toBeVisible();
    await expect(page.getByText("Retried", { exact: true })).toHaveCount(0);
  }
});

test("a key that the tool refuses is an error with a fix; one that works says whose it is", async ({ page, request }) => {
  const { label } = await newDoor(request, "github");
  await page.goto("/integrations/github/errors");
  await page.getByRole("button", { name: "Add a credential" }).click();
  const drawer = page.getByRole("dialog", { name: "Add a GitHub credential" });
  await drawer.getByRole("combobox", { name: "Team" }).click();
  await page.getByRole("option", { name: `Team of ${label}` }).click();
  await drawer.getByRole("button", { name: "Test connection" }).click();
  await expect(drawer.getByText("Access token is required.")).toBeVisible();
  await drawer.getByLabel("Access token").fill("ghp_ofTheJourney1234");
  await script("/hook/github/user", [401]);
  await drawer.getByRole("button", { name: "Test connection" }).click();
  await expect(drawer.getByRole("status", { name: "Answer to the test" })).toContainText("Status 401");
  await expectNoViolations(page, "a key that was tested");
  await drawer.getByRole("button", { name: "Store the credential" }).click();
  await expect(drawer).toBeHidden();

  const key = page.getByRole("listitem").filter({ hasText: `Team of ${label}` });
  await expect(key.first()).toContainText("••••1234");
  await script("/hook/github/user", [401]);
  await key.first().getByRole("button", { name: "Test connection" }).click();
  await expect(key.first()).toContainText("Failing");
  const errors = page.getByRole("region", { name: "Errors" });
  await expect(errors.getByRole("listitem").filter({ hasText: `Team of ${label}` })).toContainText("Testing the connection");
  await key
    .first()
    .getByRole("button", { name: /^Delete the credential/ })
    .click();
  await page.getByRole("dialog").getByRole("button", { name: "Delete the credential" }).click();
  await expect(page.getByText("is deleted")).toBeVisible();
});

test("a member sees all of it, and is told why the rest is not theirs", async ({ memberPage: page, request }) => {
  const door = await newDoor(request);
  const { id } = await door.say({ name: "Bad" });
  await page.goto(`/integrations/events/${id}`);
  const refused = async (name: string) => {
    const button = page.getByRole("button", { name, exact: true }).first();
    await expect(button).toHaveAttribute("aria-disabled", "true");
    await expect(button).toHaveAccessibleDescription(/Only the team’s members and admins/);
  };
  for (const name of ["Retry", "Correct and retry", "Retry all of this cause…"]) await refused(name);
  await page.goto("/integrations/github/errors");
  await refused("Add a credential");
  await page.goto("/integrations/all");
  await refused("Make a webhook");
});

test("the causes of errors fit 360 px, however long they are", async ({ page, request }) => {
  const door = await newDoor(request);
  for (const name of ["One", "Two"]) await door.say({ name, type: "alert", occurred_at: "tomorrow" });
  await page.setViewportSize({ width: 360, height: 780 });
  await page.goto(`/integrations?team=${door.team}`);
  await expect(page.getByRole("region", { name: "Causes of errors" })).toContainText("1 cause of 2 errors");
  expect(await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth)).toBe(0);
});

test("before anything was received, the page says what an event is and how to get one", async ({ emptyHub: { page } }) => {
  await page.goto("/integrations");
  await expect(page.getByRole("heading", { name: "No events yet" })).toBeVisible();
  await expect(page.getByRole("link", { name: "Make a webhook" })).toHaveAttribute("href", "/settings/teams?new=1");
  await expectNoViolations(page, "no events");
});
