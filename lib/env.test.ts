import { readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { readEnv, SettingsError, settings, usesInngestServer } from "./env";

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
  expect(problemsOf({ DATABASE_URL: "x", NEXTAUTH_SECRET: "a", ENCRYPTION_KEYS: "k1:a" })).toBe("");
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
