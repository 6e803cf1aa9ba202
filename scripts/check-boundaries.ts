import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import path from "node:path";

/**
 * The dependency rule of the README: a room may import from the rooms before it, and from itself; those of `leaves`, only what they name. A
 * room is the longest of these paths that a file's path starts with.
 */
const floors = [
  ["lib/domain"],
  ["lib/destinations", "lib/integrations"],
  ["lib/env"],
  ["lib/once-per-process", "lib/log", "lib/metrics", "inngest/wakes", "inngest/client"],
  ["lib/postgres"],
  ["lib/changes", "lib/request"],
  ["lib/outbound"],
  ["lib/identity"],
  ["lib/engine"],
  ["lib/data"],
  ["lib/http"],
  ["inngest"],
] as const;
/** What runs in the browser as well. */
const shared = ["lib/domain", "lib/destinations", "lib/integrations"];
const leaves: Record<string, readonly string[]> = {
  "lib/once-per-process": [],
  "lib/log": ["lib/env", "lib/once-per-process"],
  "lib/metrics": ["lib/once-per-process"],
  "inngest/wakes": [],
  "inngest/client": ["inngest/wakes", "lib/env", "lib/once-per-process"],
  "lib/client": shared,
  components: ["lib/client", ...shared],
};
const rooms: string[] = floors.flat();
const below = Object.fromEntries(floors.flatMap((floor, level) => floor.map((room) => [room, floors.slice(0, level).flat() as string[]])));
const mayImport: Record<string, readonly string[]> = { ...below, app: ["components", "lib/client", ...rooms], ...leaves };
const areas = Object.keys(mayImport).sort((a, b) => b.length - a.length);
const areaOf = (file: string) => areas.find((area) => file === area || file.startsWith(`${area}/`) || file.startsWith(`${area}.`));

/** Packages that only one area may import. */
const owners: Record<string, string> = {
  "@prisma/": "lib/postgres",
  pg: "lib/postgres",
  undici: "lib/outbound",
  inngest: "inngest",
  resend: "lib/outbound",
  nodemailer: "lib/outbound",
};
/** Rooms that what runs in the browser may not import. */
const serverOnly = rooms.filter((room) => !shared.includes(room));

function* sources(folder: string): Generator<string> {
  if (!existsSync(folder)) return;
  for (const name of readdirSync(folder)) {
    const file = path.join(folder, name);
    if (statSync(file).isDirectory()) {
      if (file !== path.join("lib", "postgres", "generated")) yield* sources(file);
    } else if (/\.tsx?$/.test(name) && !/\.(test|fixture)\.tsx?$/.test(name)) yield file.split(path.sep).join("/");
  }
}

const importPattern =
  /(?:^|\n)\s*(?:import|export)\s[^"';]*?from\s*["']([^"']+)["']|\bimport\(\s*["']([^"']+)["']\s*\)|(?:^|\n)import\s*["']([^"']+)["']/g;

/** A file of this repository that an import names, without its extension; null for a package. */
function resolveImport(from: string, target: string): string | null {
  if (target.startsWith("@/")) return target.slice(2);
  if (!target.startsWith(".")) return null;
  return path.posix.join(path.posix.dirname(from), target);
}

/** Ways to read Postgres's time beside now() and clock_timestamp(), which are found by name. */
const otherClocks = /\b((statement|transaction)_timestamp|current_(timestamp|date|time)|localtime(stamp)?|pg_catalog\.now)\b/i;

function checkFile(file: string): string[] {
  const area = areaOf(file);
  if (!area) return [`${file}: lies in no room that this check knows`];
  const text = readFileSync(file, "utf8");
  const inBrowser = area === "lib/client" || /^["']use client["']/.test(text);
  const problems: string[] = [];
  for (const match of text.matchAll(importPattern)) {
    const target = match[1] ?? match[2] ?? match[3] ?? "";
    const inside = resolveImport(file, target);
    if (inside === null) {
      const owner = Object.entries(owners).find(([name]) => target === name || target.startsWith(name.endsWith("/") ? name : `${name}/`));
      if (owner && area !== owner[1] && !area.startsWith(`${owner[1]}/`) && !file.startsWith("app/api/inngest/")) {
        problems.push(`${file}: only ${owner[1]} may import the package ${target}`);
      }
      continue;
    }
    const other = areaOf(inside);
    if (other === undefined || other === area) continue;
    if (!mayImport[area]?.includes(other)) problems.push(`${file}: ${area} may not import ${inside}`);
    else if (inBrowser && serverOnly.some((server) => other === server || other.startsWith(`${server}/`))) {
      problems.push(`${file}: runs in the browser and may not import ${inside}`);
    }
  }
  if (/\bprocess\.env\b/.test(text) && area !== "lib/env") problems.push(`${file}: only lib/env.ts reads process.env`);
  if (otherClocks.test(text)) problems.push(`${file}: SQL reads the time by now() or clock_timestamp() (decision 0042)`);
  if (/\$(query|execute)RawUnsafe/.test(text)) problems.push(`${file}: no raw SQL from strings`);
  return problems;
}

/** What a folder's registry lists: a folder each. */
function listed(folder: string): string[] {
  const registry = readFileSync(`${folder}/index.ts`, "utf8");
  const names = [...registry.matchAll(/import (?!type)[^"]*from "\.\/([\w-]+)\/\1"/g)].map((match) => match[1] as string);
  if (names.length === 0) throw new Error(`${folder}/index.ts lists nothing: this check no longer reads it`);
  return names;
}

/** Files outside its own folder that name one kind of destination, or one integration: its registry line, and nothing else. */
function checkKinds(files: string[]): string[] {
  const kinds = listed("lib/destinations");
  // PagerDuty is both. An e-mail address is also how people sign in, and an input of a form; GitHub signs in too, Inngest carries the work, and a team has webhooks.
  const integrations = listed("lib/integrations").filter((name) => !kinds.includes(name));
  const elsewhere: Record<string, (file: string) => boolean> = {
    email: (file) => ["app/(auth)/", "app/(dashboard)/settings/", "lib/domain/"].some((folder) => file.startsWith(folder)),
    github: (file) =>
      file.startsWith("app/(auth)/") ||
      file.startsWith("app/api/auth/") ||
      file === "lib/identity/session.ts" ||
      file === "lib/identity/sign-in-methods.ts",
    webhook: (file) => file === "app/(dashboard)/settings/audit/audit-words.ts",
    inngest: (file) => file.startsWith("inngest/"),
  };
  const problems: string[] = [];
  for (const file of files) {
    const text = readFileSync(file, "utf8");
    const names = (name: string) =>
      new RegExp(`["'\`]${name}["'\`]`).test(text.replace(/from "inngest"|code: "custom"/g, "")) && !elsewhere[name]?.(file);
    const isOf = (folder: string, name: string) => file === `${folder}/index.ts` || file.startsWith(`${folder}/${name}/`);
    const isAbout = (name: string) => isOf("lib/destinations", name) || isOf("lib/integrations", name);
    for (const [list, noun] of [
      [kinds, "destination kind"],
      [integrations, "integration"],
    ] as const)
      for (const name of list)
        if (names(name) && !isAbout(name)) problems.push(`${file}: names the ${noun} "${name}"; only its own folder and the registry may`);
  }
  return problems;
}

/** Imports that are left in the browser's code: types are not. */
const typeImport =
  /(?:^|\n)\s*(?:import|export)\s+(?:type\s[^"';]*?|\{(?:\s*type\s+\w+(?:\s+as\s+\w+)?\s*,?)+\s*\}\s*)from\s*["'][^"']+["']/g;

/** By which modules a client component reaches zod, which is too large for pages to carry: kinds and problems come as data. */
function checkBrowser(files: string[]): string[] {
  const byName = new Map(files.map((file) => [file.replace(/(\/index)?\.tsx?$/, ""), file]));
  const texts = new Map(files.map((file) => [file, readFileSync(file, "utf8")]));
  const seen = new Set<string>();
  const problems: string[] = [];
  const walk = (file: string, way: readonly string[]): void => {
    if (seen.has(file)) return;
    seen.add(file);
    for (const match of (texts.get(file) ?? "").replace(typeImport, "").matchAll(importPattern)) {
      const target = match[1] ?? match[2] ?? match[3] ?? "";
      if (target === "zod" || target.startsWith("zod/"))
        problems.push(`${[...way, file].join(" > ")}: runs in the browser and imports zod`);
      const inside = resolveImport(file, target);
      const next = inside === null ? undefined : byName.get(inside.replace(/\/$/, ""));
      if (next) walk(next, [...way, file]);
    }
  };
  for (const [file, text] of texts) if (/^["']use client["']/.test(text)) walk(file, []);
  return problems;
}

/** The parameters of each function that a text exports, by its name. */
const exportedFunctions = (text: string): { name: string; parameters: string; body: string }[] =>
  text.split(/\n(?=export |(?:async )?function |const |\/\*\*)/).flatMap((part) => {
    const [, name, arrow, parameters = ""] =
      /^export (?:(?:async )?function (\w+)(?:<[^(]*>)?|const (\w+) = (?:async )?(?=\([^=]*\)(?:: [^=]*)? =>))\(([^)]*)/.exec(part) ?? [];
    return name || arrow ? [{ name: name ?? (arrow as string), parameters: parameters.trim(), body: part }] : [];
  });

const changesRows =
  /\.(?:create|createMany|update|updateMany|upsert|delete|deleteMany)\(\{|\b(?:INSERT INTO|UPDATE \w+ (?:\w+ )?SET|DELETE FROM)\b/;
/** A count of mails that were sent, an answer that is kept, and a part of what audits. */
const notAudited = ["beginVerification", "once", "insertWebhook"];

/**
 * lib/data is what people and keys see and set. Who asks comes first in every function there that could ask the database, and whoever changes
 * something leaves an entry in the audit. How a row is shown stands in files of its own, which cannot ask.
 */
function checkData(files: string[]): string[] {
  const problems: string[] = [];
  for (const file of files.filter((name) => name.startsWith("lib/data/"))) {
    const text = readFileSync(file, "utf8");
    const asks = /from "[^"]*postgres\/db"/.test(text);
    for (const { name, parameters, body } of exportedFunctions(text)) {
      if (asks && !/^actor: Actor\b/.test(parameters))
        problems.push(`${file}: ${name} asks the database and does not begin with actor: Actor`);
      if (changesRows.test(body) && !/\baudit\(/.test(body) && !notAudited.includes(name))
        problems.push(`${file}: ${name} changes something and leaves no entry in the audit`);
    }
  }
  return problems;
}

/** The engine works for nobody in particular: what serves requests comes in by these doors, which ask who it is. */
const engineDoors = ["lib/engine/publish/publish", "lib/engine/receive/receive", "lib/engine/receive/entry", "lib/engine/upkeep/health"];

function checkDoors(files: string[]): string[] {
  return files
    .filter((file) => file.startsWith("app/"))
    .flatMap((file) =>
      [...readFileSync(file, "utf8").matchAll(importPattern)]
        .map((match) => resolveImport(file, match[1] ?? match[2] ?? match[3] ?? ""))
        .filter((target) => target?.startsWith("lib/engine/") && !engineDoors.includes(target))
        .map((target) => `${file}: ${target} is no door of the engine`),
    );
}

/** A page's folder is its own: only what lies in it, or below, imports from there. What two pages share lies above both or in `components`. */
function checkPages(files: string[]): string[] {
  const pages = files.filter((file) => /^app\/.*\/page\.tsx$/.test(file)).map((file) => path.posix.dirname(file));
  const problems: string[] = [];
  for (const file of files.filter((name) => name.startsWith("app/"))) {
    for (const match of readFileSync(file, "utf8").matchAll(importPattern)) {
      const inside = resolveImport(file, match[1] ?? match[2] ?? match[3] ?? "");
      const page = pages.find((folder) => inside?.startsWith(`${folder}/`) && !file.startsWith(`${folder}/`));
      if (page) problems.push(`${file}: imports ${inside}, which is the page's own in ${page}`);
    }
  }
  return problems;
}

/** Record 0019: one function writes the browser's history. */
const checkAddress = (files: string[]): string[] =>
  files
    .filter((file) => file !== "components/page/address.ts" && /\bhistory\.(push|replace)State\(/.test(readFileSync(file, "utf8")))
    .map((file) => `${file}: only components/page/address.ts changes the address without a navigation`);

const files = ["app", "components", "inngest", "lib"].flatMap((folder) => [...sources(folder)]);
const problems = [
  ...files.flatMap(checkFile),
  ...checkKinds(files),
  ...checkData(files),
  ...checkDoors(files),
  ...checkBrowser(files),
  ...checkPages(files),
  ...checkAddress(files),
];
for (const problem of problems) console.error(problem);
console.log(`${files.length} files, ${problems.length} broken boundaries`);
process.exitCode = problems.length > 0 ? 1 : 0;
