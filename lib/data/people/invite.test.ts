import { createServer, type Socket } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { newId } from "../../domain/id";
import { setEnv } from "../../env";
import { db } from "../../postgres/db";
import { once } from "../idempotency";
import { newOrganization } from "../organization.fixture";
import { invite } from "./invite";

const sockets = new Set<Socket>();
/** A mail server that takes calls and never says a word. */
const mute = createServer((socket) => sockets.add(socket));

beforeAll(async () => {
  await new Promise<void>((resolve) => mute.listen(0, "127.0.0.1", resolve));
  setEnv({ SMTP_URL: `smtp://127.0.0.1:${(mute.address() as { port: number }).port}` });
});
afterAll(() => {
  for (const socket of sockets) socket.destroy();
  mute.close();
});

test("many invitations at once, by a mailer that hangs, leave the others their database connections", async () => {
  const of = await newOrganization();
  const invitations = Array.from({ length: 12 }, () => {
    const email = `${newId()}@example.com`;
    return once(of.admin, "POST /api/v1/invitations", newId(), email, async () => ({
      status: 201,
      body: await invite(of.admin, { email, role: "member" }),
    }));
  });
  const results = Promise.allSettled(invitations);
  await expect.poll(() => sockets.size).toBeGreaterThan(0);
  // Without a connection to be had, it would throw.
  await db().organization.count();
  for (const result of await results) {
    if (result.status === "fulfilled") expect(result.value.body).toMatchObject({ mail: "failed" });
    else expect(result.reason).toMatchObject({ status: 429, code: "too_many_requests" });
  }
});
