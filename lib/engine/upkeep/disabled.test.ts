import { expect, test } from "vitest";
import { updateDestination } from "../../data/destinations/destinations";
import { newOrganization, newRoute } from "../../data/organization.fixture";
import { readId } from "../../domain/id";
import { db, pool } from "../../postgres/db";
import { disableDestination } from "../deliver/disable";
import { findUntold } from "./disabled";
import { mailAdmins } from "./mail-admins";

test("of a destination that was switched off the admins are told, although the wake was lost; once, and not when it is on again", async () => {
  const of = await newOrganization();
  const [told, back] = [(await newRoute(of)).destination.id, (await newRoute(of)).destination.id];
  const ids = [told, back].map((id) => readId("dest", id) as string);
  const untold = async () => (await findUntold()).flatMap(({ id }) => (ids.includes(id) ? [id] : []));
  for (const id of ids) {
    const { organizationId, updatedAt } = await db().destination.findUniqueOrThrow({ where: { id } });
    expect(await disableDestination({ id, organizationId, updatedAt }, "http_410")).toBe(true);
  }
  // The wake may be at work still.
  expect(await untold()).toEqual([]);
  await pool().query("UPDATE destinations SET updated_at = now() - interval '3 minutes' WHERE id = ANY($1::uuid[])", [ids]);
  expect((await untold()).sort()).toEqual([...ids].sort());
  await updateDestination(of.admin, back, { enabled: true });
  expect(await untold()).toEqual([ids[0]]);
  expect(await mailAdmins(ids[0] as string, "http_410")).toEqual({ mails: 1 });
  expect(await untold()).toEqual([]);
});
