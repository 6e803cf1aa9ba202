import cluster from "node:cluster";
import { randomUUID } from "node:crypto";
import { createServer, type IncomingMessage, type Server, type ServerResponse } from "node:http";
import path from "node:path";
import { getRequestListener } from "@hono/node-server";
import next from "next";
import { POST as publishAlerts } from "./app/api/v1/alerts/route";
import { POST as receiveMoment } from "./app/moment/[...path]/route";
import { startFunctions } from "./inngest/start";
import { endLeases } from "./lib/engine/deliver/end-leases";
import { countRefused } from "./lib/engine/receive/entry";
import { flushEventless } from "./lib/engine/receive/eventless";
import { appUrl, env, prepareSecrets, setEnv } from "./lib/env";
import { problemResponse } from "./lib/http/problem-response";
import { badRequest, refuse, refuseUnreadable } from "./lib/http/refuse";
import { isSetupNeeded, setupCode } from "./lib/identity/setup";
import { log } from "./lib/log";
import { outbound } from "./lib/outbound/outbound";
import { closeDb, openAcceptingPool } from "./lib/postgres/db";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./lib/postgres/embedded/start";
import { migrate } from "./lib/postgres/migrate";
import { beginDrain, isLeaving, leave } from "./lib/request/draining";
import { setPeer } from "./lib/request/peer";
import { plainTarget } from "./lib/request/plain-target";

/** Longest drain, in milliseconds: an attempt's deadline and a little more. */
const drainMs = 16_000;

const development = env().NODE_ENV === "development";
const isWorker = cluster.isWorker;

/** Starts what the processes share: secrets, the database, its migrations. */
async function prepare(): Promise<EmbeddedPostgres | null> {
  prepareSecrets();
  let postgres: EmbeddedPostgres | null = null;
  if (!env().DATABASE_URL) {
    postgres = await startEmbeddedPostgres({ dataDir: env().DATA_DIR, log: (message, details) => log().info({ ...details }, message) });
    setEnv({ DATABASE_URL: postgres.url });
  }
  // next-auth reads it: it decides whether session cookies are secure.
  setEnv({ NEXTAUTH_URL: appUrl() });
  const applied = await migrate(env().DATABASE_URL as string);
  if (applied.length > 0) log().info({ applied }, "migrated");
  // Nobody else can hold a lease in a database that was just started for this process alone.
  if (postgres) await endLeases();
  return postgres;
}

/** For a Host that only a strict reader refuses. */
function badRequestResponse(): Response {
  return problemResponse(badRequest(), randomUUID());
}

/** The hot lane: the same exported route handlers, without Next's router. */
const hotLane = (answer: (request: Request) => Promise<Response>) =>
  getRequestListener(answer, { overrideGlobalObjects: false, errorHandler: () => badRequestResponse() });
const publishListener = hotLane((request) => publishAlerts(request, { params: Promise.resolve({}) }));
const momentListener = hotLane((request) => receiveMoment(request, { params: Promise.resolve({ path: segmentsOf(request.url) }) }));

/** What follows `/moment/`, as Next's router would give it. */
const segmentsOf = (url: string): string[] => new URL(url).pathname.split("/").slice(2).filter(Boolean).map(decodeURIComponent);

/** What was refused before the inbound door saw it is counted there all the same. */
function tellOwner({ headers }: IncomingMessage, status: number, pathname = ""): void {
  const [, moment, ...path] = pathname.split("/");
  if (moment !== "moment" || status === 400) return;
  const known = Object.entries(headers).flatMap(([name, value]): [string, string][] => (typeof value === "string" ? [[name, value]] : []));
  void countRefused(new Headers(known), path, status === 405 ? "method" : "path");
}

async function serve(): Promise<{ server: Server; stopFunctions: () => Promise<void> }> {
  const host = env().HOST ?? (development ? "127.0.0.1" : "0.0.0.0");
  await openAcceptingPool();
  const runner = startFunctions();
  const app = next({ dev: development, dir: process.cwd(), hostname: host, port: env().PORT });
  await app.prepare();
  const handle = app.getRequestHandler();

  const answer = (request: IncomingMessage, response: ServerResponse) => {
    request.url = plainTarget(request.url ?? "");
    setPeer(request.headers, request.socket.remoteAddress);
    // Who keeps a connection would send its next request just when this end closes it.
    if (isLeaving()) response.setHeader("connection", "close");
    const pathname = request.url?.split("?", 1)[0];
    if (refuse(request, response)) return tellOwner(request, response.statusCode, pathname);
    if (request.method === "POST" && pathname === "/api/v1/alerts") return publishListener(request, response);
    if ((request.method === "POST" || request.method === "PUT") && pathname?.startsWith("/moment/"))
      return momentListener(request, response);
    return handle(request, response);
  };
  const server = createServer({ requireHostHeader: false }, (request, response) => void answer(request, response));
  server.on("clientError", refuseUnreadable);
  if (development) server.on("upgrade", app.getUpgradeHandler());
  await new Promise<void>((resolve, reject) => {
    server.once("error", (error) => reject(new Error(listenFault(error, host), { cause: error }))).listen(env().PORT, host, resolve);
  });
  return { server, stopFunctions: async () => runner?.stop() };
}

/** Why nothing listens, in the words of the settings. */
function listenFault({ code, message }: NodeJS.ErrnoException, host: string): string {
  const { PORT } = env();
  if (code === "EADDRINUSE") return `PORT: ${PORT} is taken by another process: stop that one, or write another port.`;
  if (code === "EACCES") return `PORT: this user may not listen on ${PORT}: write one from 1024 on.`;
  if (code === "EADDRNOTAVAIL" || code === "ENOTFOUND" || code === "EAI_AGAIN" || code === "EAFNOSUPPORT")
    return `HOST: ${host} is no address of this machine (${code}): write 0.0.0.0, :: or 127.0.0.1.`;
  return message;
}

/** Lets a load balancer go elsewhere, finishes what is in flight, then ends; what is not finished by then is repeated after the next start. */
async function drain({ server, stopFunctions }: Awaited<ReturnType<typeof serve>>): Promise<void> {
  await leave({ isOneOfSeveral: isWorker });
  beginDrain();
  const closed = new Promise((resolve) => server.close(resolve));
  server.closeIdleConnections();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise((resolve) => {
    timer = setTimeout(resolve, drainMs);
  });
  await Promise.race([Promise.all([closed, stopFunctions()]), late]);
  clearTimeout(timer);
  server.closeAllConnections();
  await Promise.race([leaveDatabase(), new Promise((resolve) => setTimeout(resolve, 1_000))]);
  await outbound().close();
}

/** Writes what was counted and hangs up; a database that is away keeps no process from its end, nor from stopping what it started. */
async function leaveDatabase(): Promise<void> {
  try {
    await flushEventless();
    await closeDb();
  } catch (err) {
    log().warn({ err }, "the database was not left as it should be");
  }
}

function onStop(stop: () => Promise<void>): void {
  let stopping = false;
  for (const signal of ["SIGTERM", "SIGINT"] as const) {
    process.on(signal, () => {
      if (stopping) return;
      stopping = true;
      stop().then(
        () => process.exit(0),
        (err) => {
          log().error({ err }, "stopping failed");
          process.exit(1);
        },
      );
    });
  }
}

async function announce(): Promise<void> {
  console.log(`ready ${appUrl()}`);
  if (await isSetupNeeded()) console.log(`First run: open ${appUrl()}/setup and enter the code ${setupCode()}`);
}

async function main(): Promise<void> {
  if (isWorker) {
    const serving = await serve();
    onStop(() => drain(serving));
    return;
  }
  const postgres = await prepare();
  const workers = env().WORKERS;
  if (workers === 1 || development) {
    const serving = await serve().catch(async (error) => {
      await postgres?.stop();
      throw error;
    });
    onStop(async () => {
      await drain(serving);
      await postgres?.stop();
    });
    await announce();
    return;
  }
  startWorkers(workers, async () => {
    await closeDb();
    await postgres?.stop();
  });
}

/** Serves from several processes; one that dies is replaced, unless it could not even start. */
function startWorkers(count: number, close: () => Promise<void>): void {
  cluster.setupPrimary({ exec: path.join(process.cwd(), "dist", "server.mjs"), args: [] });
  let stopping = false;
  const listening = new Set<number>();
  cluster.on("listening", ({ id }) => {
    listening.add(id);
    if (listening.size === count) void announce();
  });
  const stop = async () => {
    stopping = true;
    const living = Object.values(cluster.workers ?? {}).flatMap((worker) => worker ?? []);
    await Promise.all(
      living.map((worker) => {
        const gone = new Promise((resolve) => worker.once("exit", resolve));
        worker.process.kill("SIGTERM");
        return gone;
      }),
    );
    await close();
  };
  cluster.on("exit", ({ id }) => {
    if (stopping) return;
    if (listening.has(id)) return void cluster.fork();
    void stop().finally(() => process.exit(1));
  });
  for (let started = 0; started < count; started++) cluster.fork();
  onStop(stop);
}

main().catch((error: Error) => {
  console.error(error.message);
  log().debug({ err: error }, "start failed");
  process.exit(1);
});
