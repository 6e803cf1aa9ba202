import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import ipaddr from "ipaddr.js";
import { z } from "zod";
import { kinds } from "./destinations";
import { integrations } from "./integrations";

const list = z
  .string()
  .default("")
  .transform((text) =>
    text
      .split(",")
      .map((part) => part.trim())
      .filter(Boolean),
  );
const isCidr = (text: string) => ipaddr.isValidCIDR(text);
const whole = (fallback: number, least = 1) => z.coerce.number().int().min(least).default(fallback);
const text = z.string().min(1).optional();

const base = {
  NODE_ENV: z.enum(["development", "production", "test"]).default("development"),
  PORT: z.coerce.number().int().min(0).max(65_535).default(3000),
  HOST: text,
  WORKERS: whole(1),
  DATA_DIR: z.string().min(1).default(".data"),
  APP_URL: z.url({ protocol: /^https?$/ }).optional(),
  DATABASE_URL: text,
  NEXTAUTH_SECRET: text,
  ENCRYPTION_KEYS: text,
  RESEND_API_KEY: text,
  RESEND_BASE_URL: text,
  SMTP_URL: text,
  MAIL_FROM: z.string().default("Hotline <hotline@localhost>"),
  EMAIL_VERIFICATION: z.enum(["on", "off"]).default("off"),
  EGRESS_ALLOW_CIDRS: list.refine((parts) => parts.every(isCidr), "must be networks like 10.0.0.0/8, comma-separated"),
  EGRESS_ALLOW_HTTP: z.enum(["0", "1"]).default("0"),
  EGRESS_ALLOW_PORTS: list.transform((parts) => parts.map(Number)).pipe(z.array(z.number().int().min(1).max(65_535))),
  GITHUB_ID: text,
  GITHUB_SECRET: text,
  GITHUB_URL: z.url({ protocol: /^https?$/ }).optional(),
  GOOGLE_ID: text,
  GOOGLE_SECRET: text,
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
  INNGEST_BASE_URL: text,
  INNGEST_DEV: text,
  LOG_LEVEL: z.enum(["silent", "fatal", "error", "warn", "info", "debug", "trace"]).default("info"),
  RETENTION_DAYS: whole(90),
  PUBLISH_PER_SECOND: whole(20_000),
  MOMENTS_PER_SECOND: whole(2_000),
  MAX_CHANNELS: whole(500),
  METRICS_TOKEN: text,
};

const kindSettings = Object.assign({}, ...kinds.map((kind) => kind.settings)) as Record<string, z.ZodType<string | undefined>>;

/** Another address of a tool's API, in place of the tool's own. */
const toolSettings = Object.fromEntries(
  integrations.flatMap(({ contact }) => (contact ? [[contact.setting, z.url({ protocol: /^https?$/ }).optional()]] : [])),
) as Record<string, z.ZodType<string | undefined>>;

/** Every setting, in the order of .env.example. */
export const settings = { ...base, ...kindSettings, ...toolSettings };

const schema = z.object(base);
type Declared = Readonly<Record<string, string | undefined>>;
/** Beside the settings of every installation, those that destination kinds and integrations declare. */
export type Env = z.infer<typeof schema> & { kindSettings: Declared; toolSettings: Declared };

/** Names everything that is wrong with the settings at once. */
export class SettingsError extends Error {
  override name = "SettingsError";
}

let cached: Env | undefined;

/** The settings of this process, read once. Throws one error that names everything that is wrong. */
export function env(): Env {
  cached ??= readEnv(process.env);
  return cached;
}

/** Reads the settings from `source`; an empty variable counts as unset. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ""));
  const base = schema.safeParse(set);
  const ofKinds = z.object(kindSettings).safeParse(set);
  const ofTools = z.object(toolSettings).safeParse(set);
  const problems = [...(base.error?.issues ?? []), ...(ofKinds.error?.issues ?? []), ...(ofTools.error?.issues ?? [])].map(
    (issue) => `${issue.path.join(".")}: ${issue.message}`,
  );
  for (const name of ["NEXTAUTH_SECRET", "ENCRYPTION_KEYS"]) {
    if (set.DATABASE_URL && !set[name]) problems.push(`${name}: required when DATABASE_URL is set`);
  }
  if (problems.length > 0) throw new SettingsError(`These settings are missing or wrong:\n  ${problems.join("\n  ")}`);
  return { ...(base.data as z.infer<typeof schema>), kindSettings: ofKinds.data ?? {}, toolSettings: ofTools.data ?? {} };
}

/** A development server of Inngest's, whose requests nobody signs. */
export const usesInngestDev = (of: Env = env()): boolean => Boolean(of.INNGEST_DEV && of.INNGEST_DEV !== "0");

/** A real Inngest server is chosen by any of its own variables. */
export const usesInngestServer = (of: Env = env()): boolean =>
  usesInngestDev(of) || Boolean(of.INNGEST_BASE_URL) || Boolean(of.INNGEST_EVENT_KEY && of.INNGEST_SIGNING_KEY);

/** What links in mails and messages start with, without a slash at the end. */
export const appUrl = (): string => (env().APP_URL ?? `http://localhost:${env().PORT}`).replace(/\/+$/, "");

/** Sets a variable for everything that reads the settings later in this process and its children. */
export function setEnv(values: Record<string, string>): void {
  Object.assign(process.env, values);
  cached = undefined;
}

/**
 * With the embedded database: makes the secrets that are not set and keeps them in DATA_DIR (0600), so that `npm start`
 * needs no settings. With DATABASE_URL they must be set, since several machines share them.
 */
export function prepareSecrets(): void {
  if (process.env.DATABASE_URL) return;
  const folder = env().DATA_DIR;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const file = path.join(folder, "secrets.json");
  if (!existsSync(file)) {
    const made = { NEXTAUTH_SECRET: randomBytes(32).toString("base64url"), ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}` };
    writeFileSync(file, JSON.stringify(made), { mode: 0o600, flag: "wx" });
  }
  chmodSync(file, 0o600);
  const kept = z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  setEnv(Object.fromEntries(Object.entries(kept).filter(([name]) => !process.env[name])));
}
