import { type APIRequestContext, type BrowserContext, test as base, expect, type Page } from "@playwright/test";

/** What e2e/journeys.ts tells of the app that the journeys run against. */
export const setting = (name: string): string => {
  const value = process.env[name];
  if (!value) throw new Error(`${name} is not set: run the journeys with e2e/journeys.ts`);
  return value;
};

/** Fills and sends the form of the sign-in page, which is open. */
export async function signIn(page: Page, password = setting("HOTLINE_PASSWORD")): Promise<void> {
  await page.getByLabel("E-mail").fill(setting("HOTLINE_EMAIL"));
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in" }).click();
}

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;

/** A test whose page is signed in. The sign-in is shared: an account has ten of them in a quarter of an hour. */
export const test = base.extend<object, { session: State }>({
  session: [
    async ({ browser }, use) => {
      const page = await browser.newPage({ baseURL: setting("HOTLINE_URL") });
      await page.goto("/sign-in");
      await signIn(page);
      await page.waitForURL("**/alerts/history");
      const state = await page.context().storageState();
      await page.close();
      await use(state);
    },
    { scope: "worker" },
  ],
  storageState: ({ session }, use) => use(session),
});

/** Calls the API as a script does; gives what it made. */
export async function post(request: APIRequestContext, path: string, data: object): Promise<{ id: string }> {
  const response = await request.post(path, { data, headers: { authorization: `Bearer ${setting("HOTLINE_API_KEY")}` } });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

/** An alert name that no other test uses: the tests share one organization. */
export const uniqueName = (event: string) => `journey-${crypto.randomUUID().slice(0, 8)}:${event}`;

/** A channel for one alert name, a mailbox, and a subscription between them. */
export async function routeToMailbox(request: APIRequestContext, name: string): Promise<void> {
  const channel = await post(request, "/api/v1/channels", { name: `Channel of ${name}`, pattern: name });
  const config = { address: "oncall@example.com" };
  const destination = await post(request, "/api/v1/destinations", { name: `Mailbox of ${name}`, kind: "email", config });
  await post(request, "/api/v1/subscriptions", { name: `All of ${name}`, channel_ids: [channel.id], destination_ids: [destination.id] });
}
