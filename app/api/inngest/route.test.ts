import { afterEach, expect, test, vi } from "vitest";
import { setEnv } from "@/lib/env";
import { GET, POST, PUT } from "./route";

afterEach(() => {
  vi.unstubAllEnvs();
  setEnv({});
});

/** A request that nobody vouches for as one of this machine's own. */
const ask = (method: string) => new Request("http://hotline.example/api/inngest?fnId=hotline-sweep&stepId=step", { method });

test.each([
  ["in development mode", { INNGEST_DEV: "1" }],
  ["in development mode, whatever keys are set", { INNGEST_DEV: "1", INNGEST_EVENT_KEY: "event", INNGEST_SIGNING_KEY: "signkey-test-00" }],
  ["with a server of one's own and no signing key", { INNGEST_BASE_URL: "http://127.0.0.1:8288" }],
])("%s a stranger finds no functions", async (_, settings) => {
  for (const [name, value] of Object.entries(settings)) vi.stubEnv(name, value);
  setEnv({});
  for (const [method, answer] of Object.entries({ GET, POST, PUT }))
    expect((await answer(ask(method), { params: Promise.resolve({}) })).status, method).toBe(404);
});
