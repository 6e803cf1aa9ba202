import { expect, test } from "vitest";
import { newOrganization } from "../data/organization.fixture";
import { db } from "../postgres/db";
import { beginSignInLink, redeemSignInLink } from "./sign-in-link";

const tokenOf = async (email: string) => (await beginSignInLink(email))?.token ?? "";

test("a link signs in once, within 15 minutes, whom it was made for", async () => {
  const of = await newOrganization();
  const token = await tokenOf(of.email.toUpperCase());
  const [row] = await db().signInLink.findMany({ where: { userId: of.admin.id } });
  expect((row?.expiresAt.getTime() ?? 0) - Date.now()).toBeLessThanOrEqual(15 * 60_000);
  expect(await redeemSignInLink(token)).toMatchObject({ id: of.admin.id, sessionVersion: 1 });
  expect(await redeemSignInLink(token)).toBeNull();
});

test("of several who use one link at the same moment, one is signed in", async () => {
  const of = await newOrganization();
  const token = await tokenOf(of.email);
  const people = await Promise.all(Array.from({ length: 5 }, () => redeemSignInLink(token)));
  expect(people.filter(Boolean)).toHaveLength(1);
});

test("an old link, an unknown one and nonsense sign nobody in", async () => {
  const of = await newOrganization();
  const token = await tokenOf(of.email);
  await db().signInLink.updateMany({ where: { userId: of.admin.id }, data: { expiresAt: new Date() } });
  for (const worthless of [token, "", "\u0000", token.replace("signin", "invite"), `${token}0`])
    expect(await redeemSignInLink(worthless)).toBeNull();
});

test("who is unknown or in no organization gets none, and one person has at most three open", async () => {
  const of = await newOrganization();
  expect(await beginSignInLink(`unknown-${of.email}`)).toBeNull();
  const tokens = [];
  for (let n = 0; n < 5; n++) tokens.push(await tokenOf(of.email));
  expect(await db().signInLink.count({ where: { userId: of.admin.id } })).toBe(3);
  expect(await redeemSignInLink(tokens[0] as string)).toBeNull();
  expect(await redeemSignInLink(tokens[4] as string)).not.toBeNull();
  await db().membership.deleteMany({ where: { userId: of.member.id } });
  expect(await beginSignInLink(of.memberEmail)).toBeNull();
});
