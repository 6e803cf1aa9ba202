import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { readEnv, settings } from "./env";

test(".env.example names every setting, and nothing else", () => {
  const named = [...readFileSync(".env.example", "utf8").matchAll(/^(\w+)=/gm)].map((match) => match[1]);
  expect(named.sort()).toEqual(Object.keys(settings).sort());
});

test("with DATABASE_URL, every missing secret is named at once", () => {
  const read = () => readEnv({ DATABASE_URL: "postgres://localhost/x", PORT: "no" });
  expect(read).toThrow(/PORT/);
  expect(read).toThrow(/NEXTAUTH_SECRET/);
  expect(read).toThrow(/ENCRYPTION_KEYS/);
});

test("an empty variable counts as unset", () => {
  expect(readEnv({ PORT: "", HOST: "" }).PORT).toBe(3000);
});

test("networks and ports that are none are refused at start", () => {
  expect(() => readEnv({ EGRESS_ALLOW_CIDRS: "10.0.0.0/99" })).toThrow(/EGRESS_ALLOW_CIDRS/);
  expect(() => readEnv({ EGRESS_ALLOW_PORTS: "80,http" })).toThrow(/EGRESS_ALLOW_PORTS/);
});
