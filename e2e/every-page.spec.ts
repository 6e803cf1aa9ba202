import { type APIRequestContext, expect, type Page } from "@playwright/test";
import { expectFineEverywhere } from "./axe";
import { post, routeToMailbox, setting, test, uniqueName } from "./page-session";
import { pageRoutes } from "./routes";

/** Pages that lead elsewhere: what they lead to is in the list itself. */
const redirects = ["/", "/alerts", "/settings"];
/** For developers alone: here it is a page that does not exist. */
const developmentOnly = ["/settings/design"];
/** Shown to who is signed out. */
const isPublic = (route: string) => /^\/(sign-in|setup|accept-invitation|confirm-address|docs)(\/|$)/.test(route);

const routes = pageRoutes().filter((route) => !redirects.includes(route) && !developmentOnly.includes(route));

/** Most JavaScript that a page may load before it is used, compressed, in bytes. */
const maxScriptBytes = 200 * 1024;
/** Scalar's API reference is one bundle of its own, which the guide above it does not wait for. */
const isReference = (url: string) => url.includes("/scalar");

interface Samples {
  [route: string]: string;
}

/** One thing of each kind, so that no page is empty; gives the addresses of those that need an id. */
async function fill(request: APIRequestContext): Promise<Samples> {
  const name = uniqueName("seen");
  await routeToMailbox(request, name);
  const alert = await post(request, "/api/v1/alerts", { name, severity: "error", payload: { order: 1042, lines: [{ sku: "a" }] } });
  const destination = await post(request, "/api/v1/destinations", {
    name: `Hook of ${name}`,
    kind: "webhook",
    config: { url: `${setting("HOTLINE_SINK")}/hook/seen`, headers: { "x-team": "ops" } },
  });
  const team = await post(request, "/api/v1/teams", { name });
  const door = { team_id: team.id, label: "Deploybot", integration: "custom" };
  const hook = await post<{ id: string; url: string }>(request, "/api/v1/webhooks", door);
  const moment = { name: "Deploy failed", type: "incident", source: "Deploybot", description: "It took **41 s**." };
  const event = await post(request, new URL(hook.url).pathname, moment);
  return {
    "/alerts/history/[id]": `/alerts/history/${alert.id}`,
    "/alerts/destinations/[id]": `/alerts/destinations/${destination.id}`,
    "/settings/teams/[id]": `/settings/teams/${team.id}`,
    "/settings/teams/[id]/webhooks/[webhookId]": `/settings/teams/${team.id}/webhooks/${hook.id}`,
    "/integrations/events/[id]": `/integrations/events/${event.id}`,
    "/integrations/[integration]": "/integrations/custom",
    "/integrations/[integration]/events": "/integrations/custom/events",
    "/integrations/[integration]/errors": "/integrations/pagerduty/errors",
  };
}

let samples: Samples;
test.beforeAll(async ({ playwright }) => {
  const request = await playwright.request.newContext({ baseURL: setting("HOTLINE_URL") });
  samples = await fill(request);
  await request.dispose();
});

function addressOf(route: string): string {
  const address = route.includes("[") ? samples[route] : route;
  if (!address) throw new Error(`${route} needs an id: give it a sample in fill()`);
  return address;
}

/** Opens a page and waits until it has its heading and nothing of it is on its way. */
async function open(page: Page, route: string): Promise<void> {
  if (isPublic(route)) await page.context().clearCookies({ name: /session-token/ });
  await page.goto(addressOf(route));
  await expect(page.getByRole("heading", { level: 1 }).first()).toBeAttached();
  await expect(page.getByRole("status").filter({ hasText: /^Loading/ })).toHaveCount(0);
}

for (const route of routes) {
  test(`${route} passes axe in both themes and does not scroll sideways, at 1440 px and at 360 px, and loads at most 200 KB of JavaScript`, async ({
    page,
    context,
  }) => {
    const complaints: string[] = [];
    page.on("console", (message) => message.type() === "error" && complaints.push(message.text()));
    page.on("pageerror", (error) => complaints.push(error.message));
    await context.addCookies([{ name: "theme", value: "light", url: setting("HOTLINE_URL") }]);
    await page.setViewportSize({ width: 1440, height: 900 });
    await open(page, route);
    expect(await page.locator("html").getAttribute("data-theme")).toBe("light");
    const scripts = await page.evaluate(() =>
      (performance.getEntriesByType("resource") as PerformanceResourceTiming[])
        .filter(({ name }) => new URL(name).pathname.endsWith(".js"))
        .map(({ name, encodedBodySize }) => ({ name, bytes: encodedBodySize })),
    );
    expect(scripts).not.toEqual([]);
    const counted = scripts.filter(({ name }) => !isReference(name));
    expect(counted.reduce((sum, { bytes }) => sum + bytes, 0)).toBeLessThanOrEqual(maxScriptBytes);
    await expectFineEverywhere(page, route, route === "/docs" ? { exclude: "#reference" } : {});
    expect(complaints, "what the page said on the console").toEqual([]);
  });
}
