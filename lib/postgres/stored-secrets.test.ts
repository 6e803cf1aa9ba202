import { randomBytes } from "node:crypto";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startDatabase } from "../../e2e/database";
import { createDestination, updateDestination } from "../data/destinations/destinations";
import { revealSigningSecret } from "../data/destinations/signing-secret";
import { openSaved } from "../data/destinations/test-destination";
import { once } from "../data/idempotency";
import { createCredential, openStoredCredential } from "../data/integrations/credentials";
import { newAlert, newOrganization, newRoute, publishAll, type TestOrganization } from "../data/organization.fixture";
import { revealWebhook } from "../data/webhooks/tokens";
import { hookId, newWebhook } from "../data/webhooks/webhook.fixture";
import { readId, showId } from "../domain/id";
import { newToken } from "../domain/token";
import { findDoor, forgetDoors } from "../engine/receive/door";
import { setEnv } from "../env";
import { closeDb, db, pool } from "./db";
import { seal, sealedColumns } from "./sealed";
import { DecryptError } from "./secrets";
import { findUnopenable, rotateKeys } from "./stored-secrets";

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

/** `table.column` of whatever in the database looks like a ciphertext of this key. */
async function columnsWith(keyId: string): Promise<string[]> {
  const columns = await db().$queryRaw<{ table_name: string; column_name: string }[]>`
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = 'public' AND data_type IN ('text', 'json', 'jsonb', 'character varying')`;
  const found: string[] = [];
  for (const { table_name, column_name } of columns) {
    const text = `SELECT 1 FROM "${table_name}" WHERE "${column_name}"::text ~ $1 LIMIT 1`;
    const { rows } = await pool().query(text, [`(^|")${keyId}\\.[A-Za-z0-9_-]{16}\\.[A-Za-z0-9_-]{22,}`]);
    if (rows.length > 0) found.push(`${table_name}.${column_name}`);
  }
  return found.sort();
}

/** A trigger that was sent, with what its resolve needs, as delivering leaves it. */
async function newSentTrigger(of: TestOrganization): Promise<void> {
  const { destination } = await newRoute(of);
  const alert = newAlert(of);
  await publishAll(of, [alert]);
  const owner = { id: readId("dest", destination.id) as string, organizationId: of.id };
  const sentWith = seal(sealedColumns.deliverySentWith, owner, "{}");
  await db().delivery.updateMany({ where: { alertId: alert.id }, data: { status: "sent", sentWith } });
}

test("after rotate-keys every secret opens with the new key alone, in every column that holds one", async () => {
  const of = await newOrganization();
  const { admin } = of;
  await newSentTrigger(of);
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

  const listed = Object.values(sealedColumns).map(({ table, column }) => `${table}.${column}`);
  expect(await columnsWith("k1")).toEqual(listed.sort());
  expect(await findUnopenable()).toEqual([]);

  setEnv({ ENCRYPTION_KEYS: second });
  await expect(openSaved(admin, id)).rejects.toThrow(DecryptError);
  expect(new Set((await findUnopenable()).map((place) => place.split(" ")[0]))).toEqual(new Set(listed));

  setEnv({ ENCRYPTION_KEYS: `${second},${first}` });
  expect(await rotateKeys()).toEqual({
    ...{ destinationConfig: 1, destinationSigningSecrets: 2, deliverySentWith: 1, idempotentAnswer: 1 },
    ...{ webhookToken: 1, webhookSigningSecrets: 1, credentialConfig: 1 },
  });
  expect(new Set(Object.values(await rotateKeys()))).toEqual(new Set([0]));
  expect(await columnsWith("k1")).toEqual([]);

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

test("a secret whose key is gone is wanted anew, and the rest of a config stays as it was", async () => {
  setEnv({ ENCRYPTION_KEYS: second });
  const { admin } = await newOrganization();
  const routing_key = "a".repeat(32);
  const config = { routing_key, severity: "critical", region: "eu" };
  const { id } = await createDestination(admin, { name: "Pager", kind: "pagerduty", config, enabled: true });
  const hook = { url: "https://example.com/hook", headers: { "X-Key": "a very secret value" } };
  const { id: hookId } = await createDestination(admin, { name: "Hook", kind: "webhook", config: hook, enabled: true });

  setEnv({ ENCRYPTION_KEYS: keyOf("k3") });
  await expect(updateDestination(admin, id, { config: { severity: "info" } })).rejects.toMatchObject({
    errors: [{ path: "config.routing_key" }],
  });
  await updateDestination(admin, id, { config: { routing_key: "b".repeat(32) } });
  expect((await openSaved(admin, id)).config).toEqual({ ...config, routing_key: "b".repeat(32) });
  await expect(updateDestination(admin, hookId, { config: { url: "https://example.com/new" } })).rejects.toMatchObject({
    errors: [{ path: "config.headers.X-Key" }],
  });
});
