import { execFile, spawnSync } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { integrations } from "../lib/integrations";
import { type Hub, make, startHub } from "./hub";
import { type Given, newFaults, type Suite } from "./suite";

/** For how long each of the two runs goes on, in seconds, and what an operation gets at most in each round. */
const sizes: Record<Given["size"], { seconds: number; examples: number }> = {
  small: { seconds: 60, examples: 5 },
  full: { seconds: 600, examples: 100 },
};

const version = "4.32.5";
const checks = [
  "not_a_server_error",
  "status_code_conformance",
  "content_type_conformance",
  "response_headers_conformance",
  "response_schema_conformance",
];
/** It never ends. */
const endless = "/api/v1/stream";

const works = (command: readonly string[]) =>
  spawnSync(command[0] as string, [...command.slice(1), "--version"], { stdio: "ignore" }).status === 0;

/** How schemathesis is called here, installed into a folder of its own where it is not; null where there is no Python for it. */
function findTool(say: (line: string) => void): string[] | null {
  const found = [["schemathesis"], ["st"], ["uvx", "schemathesis"], ["pipx", "run", "schemathesis"]].find(works);
  if (found) return found;
  const folder = path.join(tmpdir(), `hotline-schemathesis-${version}`);
  const tool = [path.join(folder, "bin", "schemathesis")];
  if (works(tool)) return tool;
  say("installing schemathesis");
  const run = (command: string, ...args: string[]) => spawnSync(command, args, { stdio: "ignore" }).status === 0;
  const isInstalled =
    run("python3", "-m", "venv", folder) && run(path.join(folder, "bin", "pip"), "install", "--quiet", `schemathesis==${version}`);
  return isInstalled && works(tool) ? tool : null;
}

type Json = Record<string, unknown>;
type Ids = Record<string, readonly string[]>;

/** Something of each noun, so that what is asked about is there: ids by the noun in a path, then `/{name}`. */
async function newThings(hub: Hub): Promise<Ids> {
  const { key } = hub;
  const idOf = async (noun: string, body: object) => (await make(hub, key, noun, body)).id as string;
  const environment = await idOf("environments", { slug: "production", name: "Production" });
  const team = await idOf("teams", { name: "Schema" });
  const { body: alerts } = await hub.call<{ data: { id: string }[] }>("POST", "/api/v1/alerts", [
    { name: "schema:a" },
    { name: "schema:b" },
  ]);
  await hub.call("POST", hub.door, { name: "A", type: "alert" });
  await hub.call("POST", hub.door, { name: "A" });
  const credential = await idOf("integrations/datadog/credentials", {
    team_id: team,
    config: { api_key: "k".repeat(32), site: "datadoghq.com" },
  });
  const spare = await idOf("api-keys", { name: "Spare", scopes: ["read"] });
  const invitation = await idOf("invitations", { email: "schema@example.com" });
  const listed = async (noun: string) =>
    (await hub.call<{ data: { id: string }[] }>("GET", `/api/v1/${noun}`)).body.data.map(({ id }) => id).slice(0, 3);
  return {
    environments: [environment],
    teams: [team],
    alerts: alerts.data.map(({ id }) => id),
    credentials: [credential],
    "api-keys": [spare],
    invitations: [invitation],
    channels: await listed("channels"),
    destinations: await listed("destinations"),
    subscriptions: await listed("subscriptions"),
    webhooks: await listed("webhooks"),
    members: await listed("members"),
    deliveries: await listed("deliveries"),
    events: await listed("events"),
    moments: await listed("moments"),
    moment: [hub.door.split("/").at(-1) as string, key],
    integrations: integrations.map(({ integration }) => integration),
  };
}

/** The document with parameters that name what is there, or nothing, and with no address outside this machine. */
function prepare(document: Json, ids: Ids, sinkUrl: string): object {
  const named = (template: string, name: string) => {
    if (name === "integration") return ids.integrations;
    if (name === "user_id") return ids.members;
    return ids[template.startsWith("/moment/") ? "moment" : (template.split("/")[3] ?? "")];
  };
  const prepared = structuredClone(document) as { paths: Record<string, Record<string, { parameters?: Json[]; requestBody?: Json }>> };
  const address = { type: "string", enum: [`${sinkUrl}/hook/schema`, "http://10.0.0.1/", "ftp://x", "", "a b"] };
  for (const [template, operations] of Object.entries(prepared.paths))
    for (const operation of Object.values(operations)) {
      if (operation.requestBody)
        operation.requestBody = JSON.parse(JSON.stringify(operation.requestBody), (key, value) =>
          (key === "url" || key === "webhook_url") && value?.type === "string" ? address : value,
        );
      for (const parameter of operation.parameters ?? []) {
        const known = parameter.in === "path" ? named(template, parameter.name as string) : undefined;
        if (known) parameter.schema = { type: "string", enum: [...known, "unknown"] };
      }
    }
  return prepared;
}

export const schema: Suite = {
  name: "schema",
  promise: "every route of openapi.json, fed by schemathesis, answers as the document says, and none answers 5xx",
  isLarge: true,
  async run({ size, random, say }) {
    const tool = findTool(say);
    if (!tool) {
      say("skipped: there is no Python 3 that schemathesis can be installed for");
      return { figures: { skipped: "no Python" }, faults: [] };
    }
    const { seconds, examples } = sizes[size];
    const found = newFaults();
    const hub = await startHub({ MAX_CHANNELS: "100000" });
    const folder = mkdtempSync(path.join(tmpdir(), "hotline-schema-"));
    try {
      const document = JSON.parse(readFileSync(path.resolve(import.meta.dirname, "../public/openapi.json"), "utf8"));
      const file = path.join(folder, "openapi.json");
      writeFileSync(file, JSON.stringify(prepare(document, await newThings(hub), new URL(hub.sink.url("/")).origin)));
      const seed = Math.floor(random() * 2 ** 31);
      const figures = { operations: 0, requests: 0, accepted: 0, errors_of_the_tool: 0 };
      // What deletes comes last: until then there is something to ask about.
      for (const methods of [
        ["--exclude-method", "DELETE"],
        ["--include-method", "DELETE"],
      ]) {
        const reportFile = path.join(folder, `report${methods[0]}.json`);
        const text = await runTool(tool, [
          "run",
          file,
          ...["--url", hub.app.url, "--header", `Authorization: Bearer ${hub.key}`, "--checks", checks.join(",")],
          ...[
            "--phases",
            "examples,coverage,fuzzing",
            "--max-examples",
            String(examples),
            "--max-time",
            String(seconds),
            "--seed",
            String(seed),
          ],
          ...["--continue-on-failure", "--request-timeout", "15", "--suppress-health-check", "all", "--no-color"],
          ...["--exclude-path", endless, ...methods, "--report", "json", "--report-json-path", reportFile],
        ]);
        const report = readReport(reportFile);
        if (!report) throw new Error(`schemathesis gave no report: ${text.slice(-2_000)}`);
        figures.operations += report.operations?.tested ?? 0;
        figures.requests += report.test_cases.generated;
        for (const rates of Object.values(report.valid_rates))
          for (const { accepted } of Object.values(rates)) figures.accepted += accepted;
        for (const { title, operations } of report.failures) found.add(title, operations.join(", "));
        for (const { count } of report.errors) figures.errors_of_the_tool += count;
        // It shows each request that failed, to be sent again.
        if (report.failures.length > 0) say(text);
      }
      if (figures.accepted < figures.requests / 20) found.add("too few accepted", `${figures.accepted} of ${figures.requests}`);
      return { figures, faults: found.faults };
    } finally {
      await hub.close();
      rmSync(folder, { recursive: true, force: true });
    }
  },
};

/** What a run of schemathesis came to. */
interface Report {
  operations: { tested: number } | null;
  test_cases: { generated: number };
  failures: { title: string; operations: string[] }[];
  errors: { title: string; count: number }[];
  /** By operation and phase, what was answered with a success. */
  valid_rates: Record<string, Record<string, { accepted: number }>>;
}

function readReport(file: string): Report | null {
  try {
    return JSON.parse(readFileSync(file, "utf8"));
  } catch {
    return null;
  }
}

const runTool = ([command = "", ...first]: readonly string[], args: readonly string[]): Promise<string> =>
  new Promise((resolve) => {
    execFile(command, [...first, ...args], { maxBuffer: 1 << 28, cwd: tmpdir() }, (_error, stdout, stderr) => resolve(stdout + stderr));
  });
