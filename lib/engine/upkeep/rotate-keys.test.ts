import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDatabase } from "../../../e2e/database";
import { createDestination, openSaved, revealSigningSecret } from "../../data/destinations/destinations";
import { once } from "../../data/idempotency";
import { createCredential, openStoredCredential } from "../../data/integrations/credentials";
import { newOrganization } from "../../data/organization.fixture";
import { revealWebhook } from "../../data/webhooks/tokens";
import { hookId, newWebhook } from "../../data/webhooks/webhook.fixture";
import { showId } from "../../domain/id";
import { newToken } from "../../domain/token";
import { setEnv } from "../../env";
import { closeDb } from "../../postgres/db";
import { DecryptError } from "../../postgres/secrets";
import { findDoor, forgetDoors } from "../receive/door";
import { rotateKeys } from "./rotate-keys";

// A database of its own: the other tests could not read what this one encrypts anew.
let stop: () => Promise<void>;
const keyOf = (id: string) => `${id}:${randomBytes(32).toString("base64")}`;
const [first, second] = [keyOf("k1"), keyOf("k2")];

beforeAll(async () => {
  const database = await startDatabase();
  stop = database.stop;
  setEnv({ ...database.settings, ENCRYPTION_KEYS: first });
});
afterAll(async () => {
  await closeDb();
  await stop();
});

test("after rotate-keys every secret opens with the new key alone", async () => {
  const { admin } = await newOrganization();
  const config = { url: "https://example.com/hook", headers: { "X-Key": "a very secret value" } };
  const { id } = await createDestination(admin, { name: "Hook", kind: "webhook", config, enabled: true });
  const { secret } = await revealSigningSecret(admin, id);
  const token = newToken("hook");
  const webhook = await newWebhook({ id: admin.organizationId }, { secrets: ["whsec_kept"], token });
  const credential = await createCredential(admin, "datadog", {
    team_id: showId("team", webhook.teamId),
    config: { api_key: "a-very-secret-key", site: "datadoghq.eu" },
  });
  await once(admin, "POST /x", "key", "{}", async () => ({ status: 201, body: { kept: true } }));

  setEnv({ ENCRYPTION_KEYS: second });
  await expect(openSaved(admin, id)).rejects.toThrow(DecryptError);

  setEnv({ ENCRYPTION_KEYS: `${second},${first}` });
  expect(await rotateKeys()).toEqual({ destinations: 1, deliveries: 0, idempotencyKeys: 1, webhooks: 1, credentials: 1 });
  expect(await rotateKeys()).toMatchObject({ idempotencyKeys: 0 });

  setEnv({ ENCRYPTION_KEYS: second });
  expect((await openSaved(admin, id)).config).toEqual(config);
  expect(await revealSigningSecret(admin, id)).toEqual({ secret });
  forgetDoors();
  expect(await findDoor(token)).toMatchObject({ signingSecrets: ["whsec_kept"] });
  expect(await revealWebhook(admin, hookId(webhook))).toMatchObject({ token });
  expect((await openStoredCredential(admin, credential.id)).config).toEqual({ api_key: "a-very-secret-key", site: "datadoghq.eu" });
  const answer = await once(admin, "POST /x", "key", "{}", () => Promise.reject(new Error("ran twice")));
  expect(answer).toMatchObject({ body: { kept: true }, replayed: true });
});
