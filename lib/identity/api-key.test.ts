import { expect, test } from "vitest";
import { newOrganization } from "../data/organization.fixture";
import { createApiKey, deleteApiKey } from "../data/people/api-keys";
import { newToken } from "../domain/token";
import { db } from "../postgres/db";
import { forgetApiKeys, readApiKey } from "./api-key";

test("a key that has expired, was revoked, or is unknown speaks for nobody", async () => {
  const { admin } = await newOrganization();
  const [expired, revoked, good] = [await newKey("expired"), await newKey("revoked"), await newKey("good")];
  await db().apiKey.updateMany({ where: { name: "expired", organizationId: admin.organizationId }, data: { expiresAt: new Date() } });
  await deleteApiKey(admin, revoked.id);
  forgetApiKeys();
  for (const token of [expired.key, revoked.key, newToken("key"), newToken("hook"), `${good.key}x`, ""]) {
    expect(await readApiKey(token)).toBeNull();
    // The second time what the first look found is remembered.
    expect(await readApiKey(token)).toBeNull();
  }
  expect(await readApiKey(good.key)).toMatchObject({ type: "key", organizationId: admin.organizationId, scopes: ["read"] });

  function newKey(name: string) {
    return createApiKey(admin, { name, scopes: ["read"] });
  }
});
