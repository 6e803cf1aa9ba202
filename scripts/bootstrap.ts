import { parseArgs } from "node:util";
import { showId } from "../lib/domain/id";
import { firstOrganization } from "../lib/domain/people/setup";
import { Problem } from "../lib/domain/problem";
import { bootstrap } from "../lib/identity/first-organization";
import { openDatabase } from "./open-database";
import { readPassword } from "./read-password";

const usage = `Usage: npm run bootstrap -- --org NAME --email E [--password P] [--json] [--force]
Without --password, or with --password -, it is asked for, or read from standard input: an argument stands in the shell's history.`;

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
  const password = (await readPassword(values.password, process.stdin, process.stderr)) ?? undefined;
  const input = firstOrganization.safeParse({ organization: values.org, email: values.email, password });
  if (!input.success) {
    const names: Record<string, string> = { organization: "--org", email: "--email", password: "--password" };
    for (const issue of input.error.issues) console.error(`${names[String(issue.path[0])] ?? issue.path.join(".")} ${issue.message}`);
    throw new Error(usage);
  }
  const close = await openDatabase();
  try {
    const made = await bootstrap(input.data, { force: values.force ?? false });
    const answer = { organization_id: showId("org", made.organizationId), user_id: showId("user", made.userId), api_key: made.apiKey };
    if (values.json) console.log(JSON.stringify(answer));
    else
      console.log(
        `Organization ${answer.organization_id}\nAdmin        ${input.data.email}\nAPI key      ${answer.api_key}\n\nThe key is shown this once.`,
      );
  } finally {
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
