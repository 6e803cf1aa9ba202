import { readFileSync, rmSync } from "node:fs";
import { createRequire } from "node:module";
import { chromium, type Page } from "@playwright/test";
import type { Metric } from "web-vitals";
import { type App, bootstrapApp, call, startApp } from "../e2e/app";
import { startSink } from "../e2e/sink";

// Web Vitals of the History page over a long history, as a person who filters, moves and opens meets them.

const alerts = Number(process.env.BENCH_ALERTS ?? 100_000);
/** Largest array that the API takes. */
const batch = 1_000;
const account = { email: "vitals@example.com", password: "correct horse battery" };
const names = Array.from({ length: 40 }, (_, index) => `service-${index % 10}:${["failed", "slow", "restarted", "recovered"][index % 4]}`);

type Vitals = Partial<Record<"LCP" | "INP" | "CLS" | "FCP" | "TTFB", number>>;
declare global {
  interface Window {
    vitals: Vitals;
    webVitals: Record<`on${keyof Vitals}`, (report: (metric: Metric) => void, options: { reportAllChanges: boolean }) => void>;
  }
}

async function fill(app: App, key: string, hook: string): Promise<void> {
  const make = async (path: string, body: unknown) => {
    const answer = await call<{ id: string }>(app, key, "POST", path, body);
    if (answer.status >= 300) throw new Error(`${path} answered ${answer.status}: ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  };
  const channel_ids = [await make("/api/v1/channels", { name: "Services", pattern: "service-.*" })];
  const destination_ids = [await make("/api/v1/destinations", { name: "Receiver", kind: "webhook", config: { url: hook } })];
  await make("/api/v1/subscriptions", { name: "All", channel_ids, destination_ids });
  for (let from = 0; from < alerts; from += batch) {
    const body = Array.from({ length: Math.min(batch, alerts - from) }, (_, index) => ({
      name: names[(from + index) % names.length],
      severity: (["critical", "error", "warning", "info"] as const)[index % 4],
      payload: { number: from + index, region: "eu-central-1", message: "Latency is above its objective" },
    }));
    await make("/api/v1/alerts", body);
  }
  for (;;) {
    const answer = await call<{ data: unknown[] }>(app, key, "GET", "/api/v1/alerts?status=pending&limit=1");
    const { body: none } = await call<{ data: { deliveries: Record<string, number> }[] }>(app, key, "GET", "/api/v1/alerts?limit=1");
    if (answer.body.data.length === 0 && none.data[0]?.deliveries.sent === 1) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
}

/** What a person does on the page; INP is the slowest of it. */
async function use(page: Page): Promise<void> {
  const rows = page.locator("[data-row]");
  const settled = () => page.locator('[aria-busy="true"]').waitFor({ state: "detached" });
  for (const key of ["j", "j", "j", "k"]) await page.keyboard.press(key);
  await page.getByRole("button", { name: "Load older" }).click();
  await rows.nth(60).waitFor();
  await page.getByRole("searchbox").click();
  await page.keyboard.type("service-3:restarted", { delay: 30 });
  await page.waitForURL(/q=/);
  await settled();
  await page.getByRole("searchbox").fill("");
  await page.waitForURL((url) => !url.search.includes("q="));
  await settled();
  await rows.nth(3).click();
  await page.waitForURL(/\/alerts\/history\/alert_/);
}

async function measure(app: App, throttle: number): Promise<Vitals & { list_ms: number }> {
  const library = createRequire(import.meta.url)
    .resolve("web-vitals")
    .replace(/[^/]+$/, "web-vitals.iife.js");
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium",
    args: ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"],
  });
  try {
    const context = await browser.newContext({ baseURL: app.url, viewport: { width: 1440, height: 900 } });
    const page = await context.newPage();
    await page.goto("/sign-in?callbackUrl=/alerts/history");
    await page.getByLabel("E-mail").fill(account.email);
    await page.getByLabel("Password").fill(account.password);
    await page.getByRole("button", { name: "Sign in", exact: true }).click();
    await page.waitForURL(({ pathname }) => pathname === "/alerts/history");
    const answered = await context.request.get("/api/v1/alerts");
    const started = performance.now();
    await context.request.get("/api/v1/alerts");
    const list_ms = Math.round(performance.now() - started);
    if (!answered.ok()) throw new Error(await answered.text());

    const measured = await context.newPage();
    // Playwright runs it inside a function: what it declares must be handed out.
    await measured.addInitScript({ content: `${readFileSync(library, "utf8")}\nglobalThis.webVitals = webVitals;` });
    await measured.addInitScript(() => {
      window.vitals = {};
      for (const name of ["LCP", "INP", "CLS", "FCP", "TTFB"] as const)
        window.webVitals[`on${name}`]((metric) => Object.assign(window.vitals, { [name]: Math.round(metric.value * 1000) / 1000 }), {
          reportAllChanges: true,
        });
    });
    const client = await context.newCDPSession(measured);
    await client.send("Emulation.setCPUThrottlingRate", { rate: throttle });
    await measured.goto("/alerts/history");
    await measured.locator("[data-row]").nth(30).waitFor();
    await use(measured);
    const vitals = await measured.evaluate(() => new Promise<Vitals>((done) => requestAnimationFrame(() => done(window.vitals))));
    return { ...vitals, list_ms };
  } finally {
    await browser.close();
  }
}

const sink = await startSink({ keep: 10 });
const app = await startApp();
try {
  const { api_key } = await bootstrapApp(app, account);
  console.error(`Publishing ${alerts} alerts …`);
  await fill(app, api_key, `${sink.urls.hook}`);
  for (const throttle of [1, 4]) console.log(JSON.stringify({ alerts, cpu_throttle: throttle, ...(await measure(app, throttle)) }));
} finally {
  await app.stop();
  await sink.close();
  rmSync(app.dataDir, { recursive: true, force: true });
}
