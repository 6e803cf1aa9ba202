import { appUrl, env, setEnv, usesInngestServer } from "../lib/env";
import { log } from "../lib/log";
import { oncePerProcess } from "../lib/once-per-process";
import { migrate } from "../lib/postgres/migrate";
import { setLog } from "./client";
import { functions } from "./index";
import { type LocalRunner, startLocalRunner } from "./local";

const functionsState = oncePerProcess("functions", () => ({ started: false }));

/**
 * Starts the durable functions of this process: the local runner, unless an Inngest server calls them. Once a process; several
 * processes do no harm to each other, since what there is to do is claimed in Postgres.
 */
export function startFunctions(): LocalRunner | null {
  functionsState().started = true;
  setLog((level, args) => {
    const details = args.filter((arg) => typeof arg === "object" && arg !== null);
    const message = args.filter((arg) => typeof arg !== "object").join(" ");
    log()[level](Object.assign({}, ...details.map((detail) => (detail instanceof Error ? { err: detail } : detail))), message);
  });
  if (usesInngestServer()) return null;
  return startLocalRunner(functions, { onError: (err, details) => log().error({ err, ...details }, "a function failed") });
}

/** Under plain `next start`: the same app without `server.ts`, on a PostgreSQL of yours. */
export async function startUnderNext(): Promise<void> {
  if (functionsState().started) return;
  const { DATABASE_URL: url } = env();
  if (!url) throw new Error("DATABASE_URL is not set. `npm start` brings its own PostgreSQL; `next start` needs one.");
  setEnv({ NEXTAUTH_URL: appUrl() });
  await migrate(url);
  startFunctions();
}
