import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import path from "node:path";
import { expect, test, vi } from "vitest";
import { prepareSecrets, readEnv, SettingsError, setEnv, settings, usesInngestServer } from "./env";
import { readSmtpUrl } from "./env/fields";

const key = Buffer.alloc(32).toString("base64");

const problemsOf = (source: Record<string, string>): string => {
  try {
    readEnv(source);
    return "";
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError);
    return (error as Error).message;
  }
};

test("none is needed to start", () => {
  expect(readEnv({})).toMatchObject({
    PORT: 3000,
    WORKERS: 1,
    DATA_DIR: ".data",
    RETENTION_DAYS: 90,
    PUBLISH_PER_SECOND: 20_000,
    MOMENTS_PER_SECOND: 2_000,
    MAX_CHANNELS: 500,
  });
});

test("with DATABASE_URL both secrets are required, and both are named at once", () => {
  const said = problemsOf({ DATABASE_URL: "postgres://localhost/hotline" });
  expect(said).toContain("NEXTAUTH_SECRET: required when DATABASE_URL is set");
  expect(said).toContain("ENCRYPTION_KEYS: required when DATABASE_URL is set");
  expect(problemsOf({ DATABASE_URL: "postgres:///hotline", NEXTAUTH_SECRET: "a", ENCRYPTION_KEYS: `k1:${key}` })).toBe("");
});

test("everything that is wrong is named at once, a kind's settings too", () => {
  const wrong = {
    PORT: "http",
    WORKERS: "0",
    APP_URL: "hotline",
    LOG_LEVEL: "loud",
    EGRESS_ALLOW_PORTS: "80,x",
    PAGERDUTY_EVENTS_URL: "nowhere",
    EMAIL_VERIFICATION: "yes",
  };
  const said = problemsOf(wrong);
  for (const name of Object.keys(wrong)) expect(said).toMatch(new RegExp(`^ {2}${name}\\b`, "m"));
});

/** Values that must not be repeated where a log keeps them. */
const secret = "s3cr3t";

test.each<[name: string, value: string, said: string]>([
  ["HOST", "http://0.0.0.0", "the port is PORT's"],
  ["HOST", "0.0.0.0:3000", "the port is PORT's"],
  ["HOST", "3000", "like 0.0.0.0, ::"],
  ["PORT", "3000.5", "a whole number from 0 to 65535"],
  ["PORT", "65536", "a whole number from 0 to 65535"],
  ["WORKERS", "1e3", "a whole number from 1 to 1024"],
  ["RETENTION_DAYS", "-1", "a whole number from 1"],
  ["APP_URL", "hotline.example.com", "write it like https://"],
  ["APP_URL", "ftp://hotline.example.com", "must be an http or https URL"],
  ["APP_URL", "https:///hotline", "must be an http or https URL"],
  ["APP_URL", "https://hotline.example.com/alerts", "must have no path"],
  ["APP_URL", "https://hotline.example.com/?a=1", "no user name, password, query or fragment"],
  ["APP_URL", "https://hotline.example.com?", "no user name, password, query or fragment"],
  ["APP_URL", "https://hotline.example.com/#top", "no user name, password, query or fragment"],
  ["APP_URL", `https://ada:${secret}@hotline.example.com`, "no user name, password, query or fragment"],
  ["APP_URL", "https://hot line.example.com", "must be an http or https URL"],
  ["TRUSTED_PROXIES", "10.0.0.0/8, proxy", "entry 2 is none"],
  ["TRUSTED_PROXIES", "10.0.0.0/40", "entry 1 is none"],
  ["DATABASE_URL", `mysql://u:${secret}@db/hotline`, "must begin with postgres://"],
  ["DATABASE_URL", `postgres://u:${secret}#x@db/hotline`, "%23"],
  ["DATABASE_URL", `postgres://u:${secret}%zz@db/hotline`, "write % as %25"],
  ["ENCRYPTION_KEYS", `k1:${secret}`, "id:base64 of 32 random bytes"],
  ["ENCRYPTION_KEYS", `k1:${Buffer.alloc(32).toString("base64")},k1:${Buffer.alloc(32, 1).toString("base64")}`, "each id once"],
  ["RESEND_API_KEY", `${secret}\nmore`, "one word of printable ASCII"],
  ["RESEND_BASE_URL", "api.resend.com", "must be an http or https URL"],
  ["RESEND_BASE_URL", `https://re:${secret}@api.resend.com`, "no user name, password"],
  ["RESEND_BASE_URL", "https://api.resend.com/emails?x=1", "no user name, password, query"],
  ["SMTP_URL", "mail.example.com:587", "must begin with smtp:// or smtps://"],
  ["SMTP_URL", "https://mail.example.com", "must begin with smtp:// or smtps://"],
  ["SMTP_URL", "smtp:mail.example.com", "must begin with smtp:// or smtps://"],
  ["SMTP_URL", "smtp://", "must be a server alone"],
  ["SMTP_URL", `smtp://u:${secret}%@mail.example.com`, "write % as %25"],
  ["SMTP_URL", `smtp://u:${secret}%ff@mail.example.com`, "as UTF-8"],
  ["SMTP_URL", `smtp://u:${secret}/x@mail.example.com`, "%2F"],
  ["SMTP_URL", `smtp://u:${secret}#x@mail.example.com`, "%23"],
  ["SMTP_URL", `smtp://u:${secret}@mail.example.com/?pool=true`, "nothing after the port"],
  ["SMTP_URL", `smtp://u:${secret}@mail.example.com:99999`, "must be a server alone"],
  ["SMTP_URL", `smtp://u:${secret}@::1:25`, "must be a server alone"],
  ["SMTP_URL", `smtp://:${secret}@mail.example.com`, "both a user name and a password"],
  ["MAIL_FROM", "Hotline", "write it like Hotline <"],
  ["MAIL_FROM", "Hotline <hotline@example.com", "must be one e-mail address"],
  ["MAIL_FROM", "a@example.com, b@example.com", "must be one e-mail address"],
  ["MAIL_FROM", "Hotline <hotline@example.com>\r\nBcc: x@example.com", "must be one e-mail address"],
  ["MAIL_FROM", "Acme, Inc. <hotline@example.com>", "in double quotes"],
  ["EMAIL_VERIFICATION", "true", "must be on or off"],
  ["EGRESS_ALLOW_HTTP", "yes", "must be 0 or 1"],
  ["EGRESS_ALLOW_CIDRS", "10.0.0.0/8 fd00::/8", "entry 1 is none"],
  ["EGRESS_ALLOW_CIDRS", "10.0.0.1", "must be networks"],
  ["EGRESS_ALLOW_PORTS", "8080,0,x", "entries 2, 3 are none"],
  ["GITHUB_ID", "abc", "GITHUB_SECRET: required when GITHUB_ID is set"],
  ["GOOGLE_SECRET", secret, "GOOGLE_ID: required when GOOGLE_SECRET is set"],
  ["GITHUB_URL", "github.example.com", "must be an http or https URL"],
  ["GITHUB_API_URL", "https://github.example.com/api/v3#x", "no user name, password, query or fragment"],
  ["PAGERDUTY_EVENTS_URL", `https://u:${secret}@events.example.com`, "no user name, password"],
  ["SLACK_WEBHOOK_HOSTS", `chat.example.com, https://chat.example.com/hooks/${secret}`, "entry 2 is none"],
  ["SLACK_WEBHOOK_HOSTS", "chat.example.com:port", "entry 1 is none"],
  ["SLACK_WEBHOOK_HOSTS", "*.example.com,chat.example.com;hooks.example.com", "entries 1, 2 are none"],
  ["INNGEST_BASE_URL", "inngest:8288", "must be an http or https URL"],
  ["INNGEST_DEV", "yes", "must be 0, 1 or the URL"],
  ["LOG_LEVEL", "verbose", "debug or trace"],
  ["METRICS_TOKEN", `${secret} ${secret}`, "one word of printable ASCII"],
])("%s=%j is refused with what to write, and is not repeated", (name, value, said) => {
  const problems = problemsOf({ [name]: value });
  expect(problems).toContain(said);
  expect(problems).toMatch(new RegExp(`^ {2}${said.includes(": required") ? "\\w+" : name}: `, "m"));
  expect(problems).not.toContain(secret);
});

test.each<[name: string, value: string]>([
  ["HOST", "::"],
  ["HOST", "::1"],
  ["HOST", "localhost"],
  ["APP_URL", "http://[::1]:3000"],
  ["APP_URL", "https://münchen.example"],
  ["DATABASE_URL", "postgresql://u:p%25@[::1]:5432/hotline?sslmode=require"],
  ["DATABASE_URL", "/var/run/postgresql hotline"],
  ["TRUSTED_PROXIES", "10.0.0.1,fd00::/8 , ::1"],
  ["RESEND_BASE_URL", "http://127.0.0.1:4000/resend/"],
  ["SMTP_URL", "smtp://mail.example.com"],
  ["SMTP_URL", "SMTPS://user%40example.com:p%25%2F@[::1]:465/"],
  ["MAIL_FROM", "hotline@localhost"],
  ["MAIL_FROM", "<hotline@localhost>"],
  ["MAIL_FROM", "Hotline (staging) <hotline@example.com>"],
  ["MAIL_FROM", '"Acme, Inc." <hotline@example.com>'],
  ["MAIL_FROM", "Überwachung <hotline@example.com>"],
  ["SLACK_WEBHOOK_HOSTS", "Chat.example.com, 127.0.0.1:8065,[::1]:80,chat_1.münchen.example"],
  ["PORT", " 3000 "],
])("%s=%j is taken", (name, value) => {
  const more: Record<string, string> = name === "DATABASE_URL" ? { NEXTAUTH_SECRET: "a", ENCRYPTION_KEYS: `k1:${key}` } : {};
  expect(problemsOf({ [name]: value, ...more })).toBe("");
});

test("an address to listen on needs no brackets, and APP_URL is its origin", () => {
  const { HOST, APP_URL } = readEnv({ HOST: "[::]", APP_URL: " HTTPS://Hotline.example.com:443/ " });
  expect([HOST, APP_URL]).toEqual(["::", "https://hotline.example.com"]);
});

test.each<[string, ReturnType<typeof readSmtpUrl>]>([
  ["smtp://[::1]", { host: "::1", port: 587, secure: false, auth: undefined }],
  ["smtps://u%40x:p%25%2Fw@mail.example.com", { host: "mail.example.com", port: 465, secure: true, auth: { user: "u@x", pass: "p%/w" } }],
  ["smtp://u:p@mail.example.com:2525/", { host: "mail.example.com", port: 2525, secure: false, auth: { user: "u", pass: "p" } }],
])("%s is that server", (text, server) => {
  expect(readSmtpUrl(text)).toEqual(server);
});

test("a folder that cannot be written, and secrets that are damaged, are named, and the secrets are not repeated", () => {
  const folder = mkdtempSync(path.join(tmpdir(), "hotline-"));
  writeFileSync(path.join(folder, "secrets.json"), `{"NEXTAUTH_SECRET": ${secret}`);
  for (const DATA_DIR of [folder, path.join(folder, "secrets.json", "data")]) {
    setEnv({ DATA_DIR, DATABASE_URL: "" });
    const prepare = vi.fn(prepareSecrets);
    expect(prepare).toThrow(SettingsError);
    const { value } = prepare.mock.results[0] as { value: Error };
    expect(value.message).toMatch(/^DATA_DIR: .*(restore it from a backup|this user may write to)/);
    expect(value.message).not.toContain(secret);
  }
  rmSync(folder, { recursive: true });
});

test("an empty variable counts as unset", () => {
  const { PORT, DATABASE_URL, SMTP_URL } = readEnv({ PORT: "", DATABASE_URL: "", SMTP_URL: "" });
  expect([PORT, DATABASE_URL, SMTP_URL]).toEqual([3000, undefined, undefined]);
});

test("lists are comma-separated, with or without spaces", () => {
  const { EGRESS_ALLOW_CIDRS, EGRESS_ALLOW_PORTS } = readEnv({
    EGRESS_ALLOW_CIDRS: " 10.0.0.0/8, fd00::/8,",
    EGRESS_ALLOW_PORTS: "8080, 9090",
  });
  expect([EGRESS_ALLOW_CIDRS, EGRESS_ALLOW_PORTS]).toEqual([
    ["10.0.0.0/8", "fd00::/8"],
    [8080, 9090],
  ]);
});

test.each<[Record<string, string>, boolean]>([
  [{}, false],
  [{ INNGEST_DEV: "0" }, false],
  [{ INNGEST_DEV: "false" }, false],
  [{ INNGEST_DEV: "1" }, true],
  [{ INNGEST_DEV: "http://localhost:8288" }, true],
  [{ INNGEST_BASE_URL: "https://inngest.example.com" }, true],
  [{ INNGEST_EVENT_KEY: "a" }, false],
  [{ INNGEST_SIGNING_KEY: "a" }, false],
  [{ INNGEST_EVENT_KEY: "a", INNGEST_SIGNING_KEY: "b" }, true],
])("%j chooses a real Inngest server: %s", (source, expected) => {
  expect(usesInngestServer(readEnv(source))).toBe(expected);
});

test(".env.example lists exactly the settings, in their order", () => {
  const text = readFileSync(path.resolve(import.meta.dirname, "../.env.example"), "utf8");
  const listed = [...text.matchAll(/^([A-Z][A-Z0-9_]*)=/gm)].map(([, name]) => name);
  expect(listed.sort()).toEqual(Object.keys(settings).sort());
});
