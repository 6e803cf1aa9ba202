import { type APIRequestContext, expect } from "@playwright/test";
import { expectNoViolations } from "./axe";
import { post, test, uniqueName } from "./page-session";

interface Made {
  id: string;
  url: string;
}

/** A team with a custom webhook, and the way to post to it. */
async function newDoor(request: APIRequestContext, name: string) {
  const team = await post(request, "/api/v1/teams", { name });
  const webhook = await post<Made>(request, "/api/v1/webhooks", { team_id: team.id, label: "Deploybot", integration: "custom" });
  const path = new URL(webhook.url).pathname;
  const say = async (moment: object): Promise<{ id: string }> => {
    const answer = await request.post(path, { data: moment });
    expect(answer.status()).toBe(200);
    return answer.json();
  };
  return { team, say };
}

const dangerous = `# Rolled back

**503** on _every fifth_ request: [the build](https://deploybot.example.com/1), [mail](mailto:ops@example.com), [no](javascript:alert(1)).

![pixel](https://tracker.example.com/p.png) <img src=x onerror=alert(1)> <script>alert(2)</script>

- [x] done`;

test("what a team's tools say is a timeline: live, narrowed by what the address holds, and its Markdown does no harm", async ({
  page,
  request,
}) => {
  const name = uniqueName("team").replace(":", "-");
  const { team, say } = await newDoor(request, name);
  const asked: string[] = [];
  page.on("request", (sent) => asked.push(new URL(sent.url()).origin));
  await say({
    name: "Deploy failed",
    type: "incident",
    source: "Deploybot",
    source_url: "https://deploybot.example.com/1",
    description: dangerous,
  });
  await say({ name: "Backup was late", type: "near-miss", source: "nightly.sh" });

  await page.goto(`/integrations/moments?team=${team.id}`);
  await expect(page.getByRole("heading", { level: 2, name: /^Today/ })).toBeVisible();
  const rows = page.locator("[data-row]");
  await expect(rows).toHaveText(["Backup was late", "Deploy failed"]);

  await test.step("one more waits until it is asked for", async () => {
    await say({ name: "Third", type: "alert", source: "Deploybot" });
    await page.getByRole("button", { name: "1 new" }).click();
    await expect(rows).toHaveText(["Third", "Backup was late", "Deploy failed"]);
  });

  await test.step("filters stand in the address", async () => {
    await page.getByLabel("Source").selectOption("nightly.sh");
    await expect(rows).toHaveText(["Backup was late"]);
    await expect(page).toHaveURL(/source=nightly\.sh/);
    await page.goBack();
    await page.getByLabel("Type").selectOption("Incident");
    await expect(rows).toHaveText(["Deploy failed"]);
  });

  await test.step("a moment opens where it is, and does no harm", async () => {
    await page.getByRole("button", { name: "Deploy failed" }).click();
    const moment = page.getByRole("region", { name: "Deploy failed" });
    await expect(moment.getByText("503")).toBeVisible();
    await expect(moment.getByRole("link", { name: "the build" })).toHaveAttribute("href", "https://deploybot.example.com/1");
    await expect(moment.getByRole("link", { name: "no", exact: true })).toHaveCount(0);
    await expect(moment.locator("img, script, input")).toHaveCount(0);
    await expect(moment.getByText("<img src=x onerror=alert(1)>")).toBeVisible();
    await expect(moment.getByRole("link", { name: /^Deploybot/ })).toHaveAttribute("rel", /noopener/);
    await expectNoViolations(page, "an open moment");
    await moment.getByRole("link", { name: /The request/ }).click();
    await expect(page).toHaveURL(/\/integrations\/events\/event_/);
  });
  expect(new Set(asked).size, "nothing was loaded from elsewhere").toBe(1);
});

test("a link opens its moment, also one that the list does not hold", async ({ page, request }) => {
  const name = uniqueName("team").replace(":", "-");
  const { team, say } = await newDoor(request, name);
  const { id: event } = await say({ name: "Long ago", type: "incident", description: "**Everything** was down." });
  await say({ name: "Since then", type: "alert" });
  await page.goto(`/integrations/events/${event}`);
  await page.getByRole("link", { name: "Long ago" }).click();
  await expect(page.getByRole("region", { name: "Long ago" })).toContainText("Everything was down.");
  const { searchParams } = new URL(page.url());

  await page.goto(`/integrations/moments?team=${team.id}&type=alert&open=${searchParams.get("open")}`);
  await expect(page.getByRole("region", { name: /^From your link/ })).toContainText("Everything was down.");
  await expect(page.locator("[data-row]")).toHaveText(["Long ago", "Since then"]);
  await expectNoViolations(page, "a moment of a link");
  await page.goto(`/integrations/moments?team=${team.id}&open=moment_00000000000000000000000000`);
  await expect(page.getByText("The moment of the link is not here")).toBeVisible();
});

test("the sources of a team say how often and when last, and lead to their moments", async ({ page, request }) => {
  const name = uniqueName("team").replace(":", "-");
  const { team, say } = await newDoor(request, name);
  for (const source of ["Deploybot", "Deploybot", "nightly.sh"]) await say({ name: "Done", type: "alert", source });
  await page.goto(`/integrations/moments/sources?team=${team.id}`);
  const deploybot = page.getByRole("listitem").filter({ hasText: "Deploybot" });
  await expect(deploybot).toContainText("2 in all");
  await expect(page.getByRole("listitem").filter({ hasText: "nightly.sh" })).toContainText("1 in all");
  await expectNoViolations(page, "sources");
  await deploybot.getByRole("link", { name: "Deploybot" }).click();
  await expect(page.locator("[data-row]")).toHaveText(["Done", "Done"]);
  await expect(page).toHaveURL(new RegExp(`team=${team.id}.*source=Deploybot.*integration=custom`));
});

test("a team without moments is told how to get the first one", async ({ page, request }) => {
  const { team } = await newDoor(request, uniqueName("team").replace(":", "-"));
  await page.goto(`/integrations/moments?team=${team.id}`);
  await expect(page.getByRole("heading", { name: "No moments yet" })).toBeVisible();
  await page.goto(`/integrations/moments/sources?team=${team.id}`);
  await expect(page.getByRole("heading", { name: "No moments yet" })).toBeVisible();
});
