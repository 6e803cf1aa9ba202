import { expect, test } from "vitest";
import { newId, showId } from "../../domain/id";
import { db } from "../../postgres/db";
import { takeTokens } from "../../request/limiter";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { beginVerification } from "./verification";

/** A destination whose address waits for its confirmation. */
async function newWaiting(of: TestOrganization): Promise<string> {
  const id = newId();
  const config = { address: `${id}@example.com` };
  await db().destination.create({
    data: { id, organizationId: of.id, name: "Waits", kind: "email", config, enabled: true, signingSecrets: [], state: { create: {} } },
  });
  return showId("dest", id);
}

test("an organization sends a hundred confirmation mails a day at most, to however many addresses; others send theirs", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  expect(await beginVerification(of.admin, await newWaiting(of))).toMatchObject({ name: "Waits" });
  // As if 99 more had been sent today.
  takeTokens(`verify by ${of.id}`, 99, 100 / 86_400, 86_400);
  const next = beginVerification(of.admin, await newWaiting(of));
  await expect(next).rejects.toMatchObject({ status: 429, code: "too_many_mails", message: expect.stringContaining("Your organization") });
  expect(await beginVerification(other.admin, await newWaiting(other))).toMatchObject({ name: "Waits" });
});
