import { type APIRequestContext, type BrowserContext, test as base, expect, type Page, type PlaywrightWorkerArgs } from "@playwright/test";
import { type Bootstrapped, bootstrapApp } from "./app";

/** What e2e/journeys.ts tells of the app that the journeys run against: each worker has one of its own. */
export const setting = (name: string): string => {
  const value = process.env[`${name}_${process.env.TEST_PARALLEL_INDEX}`];
  if (!value) throw new Error(`${name} is not set: run the journeys with e2e/journeys.ts`);
  return value;
};

export interface Account {
  email: string;
  password: string;
}

const admin = (): Account => ({ email: setting("HOTLINE_EMAIL"), password: setting("HOTLINE_PASSWORD") });

/** Fills and sends the form of the sign-in page, which is open. */
export async function signIn(page: Page, { email = admin().email, password = admin().password }: Partial<Account> = {}): Promise<void> {
  await page.getByLabel("E-mail").fill(email);
  await page.getByLabel("Password").fill(password);
  await page.getByRole("button", { name: "Sign in", exact: true }).click();
}

type State = Awaited<ReturnType<BrowserContext["storageState"]>>;
type Playwright = PlaywrightWorkerArgs["playwright"];

/** Signs in as the sign-in page's form does. */
async function newSession(playwright: Playwright, account: Account): Promise<State> {
  const request = await playwright.request.newContext({ baseURL: setting("HOTLINE_URL") });
  const { csrfToken } = await (await request.get("/api/auth/csrf")).json();
  const form = { csrfToken, email: account.email, password: account.password, json: "true" };
  const response = await request.post("/api/auth/callback/credentials", { form });
  const state = await request.storageState();
  expect(
    state.cookies.map(({ name }) => name),
    await response.text(),
  ).toContain("next-auth.session-token");
  await request.dispose();
  return state;
}

/** An organization without anything in it, its admin's page, and its key. */
export interface EmptyHub extends Account, Bootstrapped {
  page: Page;
}

/** Whether React has taken over every button of the main part: what is pressed before is lost. */
const isTakenOver = () => {
  const buttons = [...document.querySelectorAll("#content button")];
  return buttons.every((button) => Object.keys(button).some((key) => key.startsWith("__reactProps$")));
};

/** The page; what it opens or loads again is ready to be used once that resolves. */
export function whenReady(page: Page): Page {
  const [goto, reload] = [page.goto.bind(page), page.reload.bind(page)];
  const wait = async <Loaded>(loaded: Promise<Loaded>) => {
    const response = await loaded;
    await page.waitForFunction(isTakenOver);
    return response;
  };
  return Object.assign(page, {
    goto: (...args: Parameters<Page["goto"]>) => wait(goto(...args)),
    reload: (...args: Parameters<Page["reload"]>) => wait(reload(...args)),
  });
}

interface Fixtures {
  /** A page of somebody who may look at the organization and change nothing. */
  memberPage: Page;
  emptyHub: EmptyHub;
}

/** A test whose page is signed in as an admin. The sign-ins are shared: an account has ten of them in a quarter of an hour. */
export const test = base.extend<Fixtures, { session: State; memberSession: State }>({
  session: [async ({ playwright }, use) => use(await newSession(playwright, admin())), { scope: "worker" }],
  memberSession: [
    async ({ playwright }, use) => {
      const request = await playwright.request.newContext({ baseURL: setting("HOTLINE_URL") });
      const member = await newMember(request);
      await request.dispose();
      await use(await newSession(playwright, member));
    },
    { scope: "worker" },
  ],
  storageState: ({ session }, use) => use(session),
  page: ({ page }, use) => use(whenReady(page)),
  memberPage: async ({ browser, memberSession }, use) => {
    const context = await browser.newContext({ baseURL: setting("HOTLINE_URL"), storageState: memberSession });
    await use(whenReady(await context.newPage()));
    await context.close();
  },
  emptyHub: async ({ browser, playwright }, use) => {
    const account = { email: `${crypto.randomUUID()}@example.com`, password: admin().password };
    const made = await bootstrapApp({ dataDir: setting("HOTLINE_DATA_DIR") }, account);
    const context = await browser.newContext({ baseURL: setting("HOTLINE_URL"), storageState: await newSession(playwright, account) });
    await use({ ...account, ...made, page: whenReady(await context.newPage()) });
    await context.close();
  },
});

/** Calls the API as a script does, with the admin's key or another one; gives the answer's body. */
export async function post<Answer = { id: string }>(
  request: APIRequestContext,
  path: string,
  data: object,
  key = setting("HOTLINE_API_KEY"),
): Promise<Answer> {
  const response = await request.post(path, { data, headers: { authorization: `Bearer ${key}` } });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

/** The same for a change of one thing: what somebody else does meanwhile. */
export async function patch<Answer = { id: string }>(request: APIRequestContext, path: string, data: object): Promise<Answer> {
  const response = await request.patch(path, { data, headers: { authorization: `Bearer ${setting("HOTLINE_API_KEY")}` } });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

/** What the API tells of one thing. */
export async function read<Answer>(request: APIRequestContext, path: string): Promise<Answer> {
  const response = await request.get(path, { headers: { authorization: `Bearer ${setting("HOTLINE_API_KEY")}` } });
  expect(response.ok(), await response.text()).toBe(true);
  return response.json();
}

/** Invites somebody to the organization of the tests and accepts for them. */
export async function newMember(request: APIRequestContext): Promise<Account> {
  const account = { email: `${crypto.randomUUID()}@example.com`, password: "battery staple horse" };
  const { url } = await post<{ url: string }>(request, "/api/v1/invitations", { email: account.email, role: "member" });
  const token = /token=([\w-]+)/.exec(url)?.[1];
  await post(request, "/api/v1/invitations/accept", { token, name: "Mia Member", password: account.password });
  return account;
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

/** One request that a vendor of e2e/sink received. */
export interface Received {
  path: string;
  headers: Record<string, string>;
  body: string;
}

/** What the loopback vendors received: of one (`slack`, `pagerduty`, `resend`), or at one path (`/hook/x`). */
export async function received(of: string): Promise<Received[]> {
  const answer = await fetch(`${setting("HOTLINE_SINK")}/received?of=${of}`);
  return answer.json() as Promise<Received[]>;
}

/** The next answers' statuses of one path of the loopback vendors; afterwards they answer as usual. */
export async function script(path: string, statuses: readonly number[]): Promise<void> {
  await fetch(`${setting("HOTLINE_SINK")}/script?of=${path}`, { method: "PUT", body: JSON.stringify(statuses) });
}
