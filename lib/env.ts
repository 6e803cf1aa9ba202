import { randomBytes } from "node:crypto";
import { chmodSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { z } from "zod";
import { kinds } from "./destinations";
import { baseUrlSetting } from "./domain/settings";
import {
  addressesSetting,
  choiceSetting,
  databaseSetting,
  developmentServerSetting,
  encryptionKeysSetting,
  hostSetting,
  keySetting,
  networksSetting,
  originSetting,
  portsSetting,
  senderSetting,
  smtpSetting,
  wholeSetting,
} from "./env/fields";
import { integrations } from "./integrations";

const whole = (fallback: number, least = 1, most = 1_000_000_000) => wholeSetting(least, most).default(fallback);
const text = z.string().min(1).optional();
/** Whose X-Forwarded-For counts where nothing is set: a proxy's on this machine. */
const loopback = ["127.0.0.0/8", "::1/128"];

const base = {
  NODE_ENV: choiceSetting("development", "production", "test").default("development"),
  PORT: whole(3000, 0, 65_535),
  HOST: hostSetting.optional(),
  WORKERS: whole(1, 1, 1_024),
  DATA_DIR: z.string().min(1).default(".data"),
  APP_URL: originSetting.optional(),
  TRUSTED_PROXIES: addressesSetting.default(loopback),
  DATABASE_URL: databaseSetting.optional(),
  NEXTAUTH_SECRET: text,
  ENCRYPTION_KEYS: encryptionKeysSetting.optional(),
  RESEND_API_KEY: keySetting.optional(),
  RESEND_BASE_URL: baseUrlSetting.optional(),
  SMTP_URL: smtpSetting.optional(),
  MAIL_FROM: senderSetting.default("Hotline <hotline@localhost>"),
  EMAIL_VERIFICATION: choiceSetting("on", "off").default("off"),
  EGRESS_ALLOW_CIDRS: networksSetting.default([]),
  EGRESS_ALLOW_HTTP: choiceSetting("0", "1").default("0"),
  EGRESS_ALLOW_PORTS: portsSetting.default([]),
  GITHUB_ID: text,
  GITHUB_SECRET: text,
  GITHUB_URL: baseUrlSetting.optional(),
  GOOGLE_ID: text,
  GOOGLE_SECRET: text,
  INNGEST_EVENT_KEY: text,
  INNGEST_SIGNING_KEY: text,
  INNGEST_BASE_URL: baseUrlSetting.optional(),
  INNGEST_DEV: developmentServerSetting.optional(),
  LOG_LEVEL: choiceSetting("silent", "fatal", "error", "warn", "info", "debug", "trace").default("info"),
  RETENTION_DAYS: whole(90, 1, 36_500),
  PUBLISH_PER_SECOND: whole(20_000),
  MOMENTS_PER_SECOND: whole(2_000),
  MAX_CHANNELS: whole(500),
  METRICS_TOKEN: keySetting.optional(),
};

const kindSettings = Object.assign({}, ...kinds.map((kind) => kind.settings)) as Record<string, z.ZodType<string | undefined>>;

/** Another address of a tool's API, in place of the tool's own. */
const toolSettings = Object.fromEntries(
  integrations.flatMap(({ contact }) => (contact ? [[contact.setting, baseUrlSetting.optional()]] : [])),
) as Record<string, z.ZodType<string | undefined>>;

/** Every setting, in the order of .env.example. */
export const settings = { ...base, ...kindSettings, ...toolSettings };

const schema = z.object(base);
type Declared = Readonly<Record<string, string | undefined>>;
/** Beside the settings of every installation, those that destination kinds and integrations declare. */
export type Env = z.infer<typeof schema> & { kindSettings: Declared; toolSettings: Declared };

/** What is of no use without the other. */
const needs = [
  ["DATABASE_URL", "NEXTAUTH_SECRET"],
  ["DATABASE_URL", "ENCRYPTION_KEYS"],
  ["GITHUB_ID", "GITHUB_SECRET"],
  ["GITHUB_SECRET", "GITHUB_ID"],
  ["GOOGLE_ID", "GOOGLE_SECRET"],
  ["GOOGLE_SECRET", "GOOGLE_ID"],
] as const;

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

/** Reads the settings from `source`; an empty variable counts as unset. Throws SettingsError, which says what to write and holds no value. */
export function readEnv(source: Record<string, string | undefined>): Env {
  const set = Object.fromEntries(Object.entries(source).filter(([, value]) => value?.trim() !== ""));
  const base = schema.safeParse(set);
  const ofKinds = z.object(kindSettings).safeParse(set);
  const ofTools = z.object(toolSettings).safeParse(set);
  const problems = [...(base.error?.issues ?? []), ...(ofKinds.error?.issues ?? []), ...(ofTools.error?.issues ?? [])].map(
    (issue) => `${issue.path.join(".")}: ${issue.message}`,
  );
  for (const [name, needed] of needs) {
    if (set[name] && !set[needed]) problems.push(`${needed}: required when ${name} is set`);
  }
  if (problems.length > 0) throw new SettingsError(`These settings are missing or wrong:\n  ${problems.join("\n  ")}`);
  return { ...(base.data as z.infer<typeof schema>), kindSettings: ofKinds.data ?? {}, toolSettings: ofTools.data ?? {} };
}

/** A development server of Inngest's, whose requests nobody signs. */
export const usesInngestDev = (of: Env = env()): boolean => !/^(0|false)?$/i.test(of.INNGEST_DEV ?? "");

/** A real Inngest server is chosen by any of its own variables. */
export const usesInngestServer = (of: Env = env()): boolean =>
  usesInngestDev(of) || Boolean(of.INNGEST_BASE_URL) || Boolean(of.INNGEST_EVENT_KEY && of.INNGEST_SIGNING_KEY);

/** What links in mails and messages start with, without a slash at the end. */
export const appUrl = (): string => env().APP_URL ?? `http://localhost:${env().PORT}`;

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
  const file = path.join(folder, "secrets.json");
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    if (!existsSync(file)) {
      const made = { NEXTAUTH_SECRET: randomBytes(32).toString("base64url"), ENCRYPTION_KEYS: `k1:${randomBytes(32).toString("base64")}` };
      writeFileSync(file, JSON.stringify(made), { mode: 0o600, flag: "wx" });
    }
    chmodSync(file, 0o600);
  } catch (error) {
    throw new SettingsError(`DATA_DIR: write a folder that this user may write to (${(error as Error).message})`);
  }
  const kept = readSecrets(file);
  setEnv(Object.fromEntries(Object.entries(kept).filter(([name]) => !process.env[name])));
}

/** Without the words of whoever reads it, which repeat what stands there. */
function readSecrets(file: string): Record<string, string> {
  try {
    return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(file, "utf8")));
  } catch {
    throw new SettingsError(`DATA_DIR: ${file} is damaged: restore it from a backup, since stored secrets cannot be read without it`);
  }
}
