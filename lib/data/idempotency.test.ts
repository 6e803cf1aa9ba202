import { randomUUID } from "node:crypto";
import { expect, test } from "vitest";
import { afterCommit, db, pool } from "../postgres/db";
import { createEnvironment } from "./environments/environments";
import { once } from "./idempotency";
import { newOrganization } from "./organization.fixture";

const endpoint = "POST /api/v1/environments";

test("the same key and body get the first answer again, and the work is done once", async () => {
  const of = await newOrganization();
  let runs = 0;
  const work = async () => ({ status: 201, body: { run: ++runs, text: "ä \u2028" } });
  const key = randomUUID();
  const first = await once(of.admin, endpoint, key, "body", work);
  expect(first).toEqual({ status: 201, body: { run: 1, text: "ä \u2028" }, replayed: false });
  expect(await once(of.admin, endpoint, key, "body", work)).toEqual({ ...first, replayed: true });
  expect(runs).toBe(1);
});

test("a key is one organization's and one endpoint's", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  let runs = 0;
  const work = async () => ({ status: 201, body: ++runs });
  for (const [actor, path] of [
    [of.admin, endpoint],
    [of.admin, "POST /api/v1/alerts"],
    [other.admin, endpoint],
  ] as const)
    expect((await once(actor, path, "key", "body", work)).replayed).toBe(false);
  expect(runs).toBe(3);
});

test("an answer is given again to nobody but who got it, with the rights that they had", async () => {
  const of = await newOrganization();
  let runs = 0;
  const work = async () => ({ status: 201, body: ++runs });
  const key = of.key("admin");
  const actors = [
    of.admin,
    of.member,
    key,
    { ...key, scopes: ["read"] as const },
    { ...key, environmentId: randomUUID() },
    of.key("admin"),
  ];
  for (const actor of actors) expect(await once(actor, endpoint, "key", "body", work)).toMatchObject({ replayed: false });
  expect(runs).toBe(actors.length);
  expect(await once(of.member, endpoint, "key", "body", work)).toMatchObject({ body: 2, replayed: true });
});

test("the same key with another body is 422 and does nothing", async () => {
  const of = await newOrganization();
  await once(of.admin, endpoint, "key", "body", async () => ({ status: 201, body: 1 }));
  const second = once(of.admin, endpoint, "key", "other", () => Promise.reject(new Error("must not run")));
  await expect(second).rejects.toMatchObject({ status: 422, code: "idempotency_key_reused" });
});

test("while the first request runs, equal ones wait for its answer, and one with another body does not", async () => {
  const of = await newOrganization();
  let finish = () => {};
  let begun = () => {};
  const running = new Promise<void>((resolve) => {
    begun = resolve;
  });
  const first = once(of.admin, endpoint, "key", "body", async () => {
    begun();
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    return { status: 201, body: 1 };
  });
  await running;
  const never = () => Promise.reject(new Error("must not run"));
  const equal = [once(of.admin, endpoint, "key", "body", never), once(of.admin, endpoint, "key", "body", never)];
  await expect(once(of.admin, endpoint, "key", "other", never)).rejects.toMatchObject({ status: 422, code: "idempotency_key_reused" });
  finish();
  expect(await first).toMatchObject({ body: 1, replayed: false });
  expect(await Promise.all(equal)).toMatchObject([
    { body: 1, replayed: true },
    { body: 1, replayed: true },
  ]);
  expect(await once(of.admin, endpoint, "key", "body", never)).toMatchObject({ body: 1, replayed: true });
});

test("while another process runs the first request, a second one is 409 with when to come back", async () => {
  const of = await newOrganization();
  const other = await pool().connect();
  try {
    await other.query("BEGIN");
    const claim = `${of.id} user:${of.admin.id}:admin ${endpoint} key`;
    await other.query("SELECT pg_advisory_xact_lock(hashtextextended($1, 0))", [claim]);
    const second = once(of.admin, endpoint, "key", "body", () => Promise.reject(new Error("must not run")));
    await expect(second).rejects.toMatchObject({ status: 409, code: "idempotency_in_progress", retryAfterSeconds: 1 });
  } finally {
    await other.query("ROLLBACK");
    other.release();
  }
});

test("ten requests at once with one key do the work once", async () => {
  const of = await newOrganization();
  const create = () =>
    once(of.admin, endpoint, "key", "body", async () => ({ status: 201, body: await createEnvironment(of.admin, { slug: "production" }) }));
  const answers = await Promise.allSettled(Array.from({ length: 10 }, create));
  for (const answer of answers) if (answer.status === "rejected") expect(answer.reason).toMatchObject({ status: 409 });
  expect(answers.filter((answer) => answer.status === "fulfilled" && !answer.value.replayed)).toHaveLength(1);
  expect(await db().environment.count({ where: { organizationId: of.id } })).toBe(1);
});

test("work that fails leaves neither the key nor what it stored, so that the repeat does it", async () => {
  const of = await newOrganization();
  let told = 0;
  const attempt = (fails: boolean) =>
    once(of.admin, endpoint, "key", "body", async () => {
      const body = await createEnvironment(of.admin, { slug: "production" });
      afterCommit(() => told++);
      if (fails) throw new Error("broke afterwards");
      return { status: 201, body };
    });
  await expect(attempt(true)).rejects.toThrow("broke afterwards");
  expect(await db().environment.count({ where: { organizationId: of.id } })).toBe(0);
  expect(told).toBe(0);
  expect(await attempt(false)).toMatchObject({ status: 201, replayed: false });
  expect(told).toBe(1);
});

test("a kept answer can hold a secret: it is encrypted", async () => {
  const of = await newOrganization();
  await once(of.admin, endpoint, "key", "body", async () => ({ status: 201, body: { key: "hl_key_secret" } }));
  const row = await db().idempotencyKey.findFirstOrThrow({ where: { organizationId: of.id } });
  expect(row.response).not.toContain("hl_key");
  const second = await once(of.admin, endpoint, "key", "body", async () => ({ status: 201, body: null }));
  expect(second.body).toEqual({ key: "hl_key_secret" });
});

test.each([
  ["empty", ""],
  ["longer than 255 characters", "a".repeat(256)],
  ["not ASCII", "schlüssel"],
  ["a control character", "a\tb"],
])("a key that is %s is 422 and is named", async (_, key) => {
  const of = await newOrganization();
  await expect(once(of.admin, endpoint, key, "body", async () => ({ status: 201, body: 1 }))).rejects.toMatchObject({
    status: 422,
    errors: [{ path: "Idempotency-Key" }],
  });
});
