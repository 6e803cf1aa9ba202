import { type ChildProcess, spawn } from "node:child_process";
import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { mkdtempSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import path from "node:path";

const root = path.resolve(import.meta.dirname, "..");

/** A running Hotline, in a process of its own. */
export interface App {
  url: string;
  dataDir: string;
  process: ChildProcess;
  /** Everything it printed so far. */
  output(): string;
  /** SIGTERM; resolves with the exit code once it has ended. */
  stop(): Promise<number | null>;
}

export interface AppOptions {
  dataDir?: string;
  port?: number;
  env?: Record<string, string>;
  /** `server` is `npm start`'s own process; `next` is plain `next start`, which needs DATABASE_URL and the secrets. */
  way?: "server" | "next";
}

/** A free loopback port. */
export async function freePort(): Promise<number> {
  const server = createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as { port: number };
  server.close();
  await once(server, "close");
  return port;
}

/** A new empty folder for an app's data. */
export const newDataDir = (): string => mkdtempSync(path.join(tmpdir(), "hotline-"));

/** Settings of the machine that runs the tests must not reach the app. */
const inherited = Object.fromEntries(
  ["PATH", "HOME", "TMPDIR", "LANG", "TZ"].flatMap((name) => (process.env[name] ? [[name, process.env[name] as string]] : [])),
);

/** How long an app may take to be ready, in milliseconds: a cold start makes a database. */
const startMs = 60_000;

/** Starts the built app (`scripts/build.mjs` has run) on loopback and resolves when it is ready. It is in a process group of its own. */
export async function startApp(options: AppOptions = {}): Promise<App> {
  const port = options.port ?? (await freePort());
  const dataDir = options.dataDir ?? newDataDir();
  const args =
    options.way === "next" ? ["node_modules/next/dist/bin/next", "start", "-p", String(port), "-H", "127.0.0.1"] : ["dist/server.mjs"];
  const child = spawn(process.execPath, args, {
    cwd: root,
    detached: true,
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...inherited,
      NODE_ENV: "production",
      NEXT_TELEMETRY_DISABLED: "1",
      HOST: "127.0.0.1",
      PORT: String(port),
      DATA_DIR: dataDir,
      APP_URL: `http://127.0.0.1:${port}`,
      EGRESS_ALLOW_CIDRS: "127.0.0.0/8",
      LOG_LEVEL: "warn",
      ...options.env,
    },
  });
  let output = "";
  const ready = new Promise<void>((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`not ready after ${startMs} ms:\n${output}`)), startMs);
    const read = (chunk: Buffer) => {
      output += chunk.toString();
      if (/^ready http|Ready in/m.test(output)) {
        clearTimeout(timer);
        resolve();
      }
    };
    child.stdout?.on("data", read);
    child.stderr?.on("data", read);
    child.once("exit", (code) => {
      clearTimeout(timer);
      reject(new Error(`ended with ${code}:\n${output}`));
    });
  });
  await ready;
  return {
    url: `http://127.0.0.1:${port}`,
    dataDir,
    process: child,
    output: () => output,
    async stop() {
      if (child.exitCode !== null || child.signalCode !== null) return child.exitCode;
      const exited = once(child, "exit");
      child.kill("SIGTERM");
      const [code] = (await exited) as [number | null];
      return code;
    },
  };
}

export interface Bootstrapped {
  organization_id: string;
  user_id: string;
  api_key: string;
}

/** Runs `npm run bootstrap`'s command against an app's data: another organization, admin and key. */
export async function bootstrapApp(
  app: { dataDir: string; env?: Record<string, string> },
  given: { email?: string; password?: string } = {},
): Promise<Bootstrapped> {
  const args = [
    "dist/bootstrap.mjs",
    "--org",
    "Acme",
    "--email",
    given.email ?? `${randomUUID()}@example.com`,
    "--password",
    given.password ?? "correct horse battery",
    "--json",
    "--force",
  ];
  const child = spawn(process.execPath, args, {
    cwd: root,
    stdio: ["ignore", "pipe", "pipe"],
    env: { ...inherited, NODE_ENV: "production", DATA_DIR: app.dataDir, ...app.env },
  });
  let stdout = "";
  let stderr = "";
  child.stdout.on("data", (chunk: Buffer) => {
    stdout += chunk.toString();
  });
  child.stderr.on("data", (chunk: Buffer) => {
    stderr += chunk.toString();
  });
  const [code] = (await once(child, "close")) as [number];
  if (code !== 0) throw new Error(`bootstrap ended with ${code}: ${stderr}`);
  return JSON.parse(stdout) as Bootstrapped;
}

/** Calls the API as a stranger would: a key, a path, JSON; what is no JSON comes as text. */
export async function call<T = Record<string, unknown>>(
  app: { url: string },
  key: string | null,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: T; headers: Headers }> {
  const response = await fetch(`${app.url}${path}`, {
    method,
    headers: {
      ...(key ? { authorization: `Bearer ${key}` } : {}),
      ...(body === undefined ? {} : { "content-type": "application/json" }),
      ...headers,
    },
    ...(body === undefined ? {} : { body: typeof body === "string" ? body : JSON.stringify(body) }),
  });
  const text = await response.text();
  const isJson = response.headers.get("content-type")?.includes("json") ?? true;
  return { status: response.status, body: (text && isJson ? JSON.parse(text) : text || null) as T, headers: response.headers };
}
