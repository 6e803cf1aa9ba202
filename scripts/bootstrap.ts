import { parseArgs } from "node:util";
import { canConnect, closeDb } from "../lib/data/db";
import { connectionUrl, isAppRunning, startEmbeddedPostgres } from "../lib/data/embedded-postgres";
import { migrate } from "../lib/data/migrate";
import { bootstrap } from "../lib/data/organizations";
import { showId } from "../lib/domain/id";
import { Problem } from "../lib/domain/problem";
import { firstOrganization } from "../lib/domain/setup";
import { env, prepareSecrets, setEnv } from "../lib/env";

const usage = "Usage: npm run bootstrap -- --org NAME --email E --password P [--json] [--force]";

/** The database of the running app, else one that is started for this command. */
async function openDatabase(): Promise<() => Promise<void>> {
  prepareSecrets();
  if (env().DATABASE_URL) return async () => {};
  const dataDir = env().DATA_DIR;
  if (isAppRunning(dataDir)) {
    setEnv({ DATABASE_URL: await urlOfRunningApp(dataDir) });
    return async () => {};
  }
  const postgres = await startEmbeddedPostgres({ dataDir, log: () => {} });
  setEnv({ DATABASE_URL: postgres.url });
  return postgres.stop;
}

/** How long an app that is just starting may take to have its database ready, in milliseconds. */
const startingMs = 30_000;

/** The database of an app that runs, or is about to. */
async function urlOfRunningApp(dataDir: string): Promise<string> {
  const until = Date.now() + startingMs;
  for (;;) {
    const url = connectionUrl(dataDir);
    if (url && (await canConnect(url))) return url;
    if (Date.now() > until) throw new Error(`The app that runs on ${dataDir} has no database that answers.`);
    await new Promise((resolve) => setTimeout(resolve, 200));
  }
}

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      org: { type: "string" },
      email: { type: "string" },
      password: { type: "string" },
      json: { type: "boolean" },
      force: { type: "boolean" },
    },
  });
  const input = firstOrganization.safeParse({ organization: values.org, email: values.email, password: values.password });
  if (!input.success) {
    const names: Record<string, string> = { organization: "--org", email: "--email", password: "--password" };
    for (const issue of input.error.issues) console.error(`${names[String(issue.path[0])] ?? issue.path.join(".")} ${issue.message}`);
    throw new Error(usage);
  }
  const close = await openDatabase();
  try {
    await migrate(env().DATABASE_URL as string);
    const made = await bootstrap(input.data, { force: values.force ?? false });
    const answer = { organization_id: showId("org", made.organizationId), user_id: showId("user", made.userId), api_key: made.apiKey };
    if (values.json) console.log(JSON.stringify(answer));
    else
      console.log(
        `Organization ${answer.organization_id}\nAdmin        ${input.data.email}\nAPI key      ${answer.api_key}\n\nThe key is shown this once.`,
      );
  } finally {
    await closeDb();
    await close();
  }
}

main().then(
  () => process.exit(0),
  (error: Error) => {
    console.error(
      error instanceof Problem && error.code === "already_set_up" ? `${error.message} --force makes another organization.` : error.message,
    );
    process.exit(1);
  },
);
