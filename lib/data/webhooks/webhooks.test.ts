import { beforeAll, describe, expect, test } from "vitest";
import { showId } from "../../domain/id";
import { rotateWebhookInput, webhookInput, webhookPatch } from "../../domain/moments/webhook";
import { hourMs } from "../../domain/time";
import { isToken } from "../../domain/token";
import { findDoor } from "../../engine/receive/door";
import { db } from "../../postgres/db";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { revealWebhook, rotateWebhook } from "./tokens";
import { hookId, newTeam, newWebhook } from "./webhook.fixture";
import { createWebhook, deleteWebhook, getWebhook, listWebhooks, updateWebhook } from "./webhooks";

const soon = () => new Date(Date.now() + hourMs);
const secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const tokenIn = (url: string): string => url.split("/").at(-1) ?? "";

let of: TestOrganization;
let teamId: string;
beforeAll(async () => {
  of = await newOrganization();
  teamId = await newTeam(of, [of.member]);
});

const input = (more: object = {}) => ({
  team_id: showId("team", teamId),
  label: "Deploys",
  integration: "custom",
  signature_mode: "enforce" as const,
  ...more,
});

test("admins, admin keys and the team's members manage a webhook; other members see that it exists, masked", async () => {
  for (const actor of [of.admin, of.member, of.key("admin")]) {
    const made = await createWebhook(actor, input());
    expect(isToken("hook", tokenIn(made.url))).toBe(true);
    expect(await findDoor(tokenIn(made.url))).toMatchObject({ label: "Deploys", team: { id: teamId } });
    expect((await updateWebhook(actor, made.id, { label: "New" })).label).toBe("New");
    await deleteWebhook(actor, made.id);
    expect(await findDoor(tokenIn(made.url))).toBeNull();
  }
  const theirs = await newWebhook(of);
  const id = hookId(theirs);
  for (const actor of [of.member, of.key("read"), of.key("read", "publish")]) {
    const works = [
      () => createWebhook(actor, input({ team_id: showId("team", theirs.teamId) })),
      () => updateWebhook(actor, id, { label: "Mine" }),
      () => rotateWebhook(actor, id, soon()),
      () => revealWebhook(actor, id),
      () => deleteWebhook(actor, id),
    ];
    for (const work of works) await expect(work()).rejects.toMatchObject({ status: 403 });
    const seen = await getWebhook(actor, id);
    expect(seen).toMatchObject({ may_manage: false, label: "Deploybot", masked_token: `hl_hook_••••${theirs.token.slice(-4)}` });
    expect(JSON.stringify(seen)).not.toContain(theirs.token);
    expect((await listWebhooks(actor, { limit: 200 })).data.map((one) => one.id)).toContain(id);
  }
});

test("the whole URL is in the answer that made it and for scripts of an admin; people ask for it, which is recorded", async () => {
  const webhook = await newWebhook(of);
  const id = hookId(webhook);
  expect((await getWebhook(of.admin, id)).url).toContain("••••");
  expect(tokenIn((await getWebhook(of.key("admin"), id)).url)).toBe(webhook.token);
  expect((await revealWebhook(of.admin, id)).token).toBe(webhook.token);
  const entries = await db().auditEntry.findMany({ where: { subjectId: webhook.id } });
  expect(entries).toMatchObject([{ action: "webhook.revealed", actor: `user:${of.admin.id}` }]);
});

test("a list can be of one team, and pages", async () => {
  const mine = await newTeam(of);
  const made = [await newWebhook(of, { teamId: mine }), await newWebhook(of, { teamId: mine })];
  const first = await listWebhooks(of.admin, { limit: 1, team_id: showId("team", mine) });
  const second = await listWebhooks(of.admin, { limit: 1, team_id: showId("team", mine), cursor: first.next_cursor ?? "" });
  expect([first, second].map(({ data }) => data[0]?.id)).toEqual(made.reverse().map(hookId));
  expect(second.next_cursor).toBeNull();
  expect((await listWebhooks(of.admin, { limit: 1, team_id: "nonsense" })).data).toEqual([]);
});

describe("a rotation", () => {
  test("makes a new token in the old one's place; label, integration and secrets carry over, and the old one lives until then", async () => {
    const old = await newWebhook(of, { integration: "github", secrets: [secret], signatureMode: "observe" });
    const until = soon();
    const made = await rotateWebhook(of.admin, hookId(old), until);
    expect(made).toMatchObject({
      label: "Deploybot",
      integration: "github",
      signed: true,
      signature_mode: "observe",
      replaces: hookId(old),
    });
    expect(await getWebhook(of.admin, hookId(old))).toMatchObject({
      replaced_by: made.id,
      expires_at: until.toISOString(),
      expired: false,
    });
    for (const token of [old.token, tokenIn(made.url)])
      expect(await findDoor(token)).toMatchObject({ signingSecrets: [secret], signatureMode: "observe" });
    expect(await db().auditEntry.count({ where: { subjectId: old.id, action: "webhook.rotated" } })).toBe(1);
  });

  test("of one webhook by two people at once happens once; the other is told 409", async () => {
    const old = await newWebhook(of);
    const both = await Promise.allSettled([rotateWebhook(of.admin, hookId(old), soon()), rotateWebhook(of.admin, hookId(old), soon())]);
    expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
    expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { status: 409, code: "already_rotated" } });
    expect(await db().webhook.count({ where: { teamId: old.teamId } })).toBe(2);
  });

  test("does not revive an expired token", async () => {
    const old = await newWebhook(of, { expiresAt: new Date(Date.now() - 1_000) });
    await expect(rotateWebhook(of.admin, hookId(old), soon())).rejects.toMatchObject({ status: 409, code: "token_expired" });
  });
});

test("an expiry in the past is refused everywhere", () => {
  const past = "2023-04-01T12:31:26Z";
  const schemas = [
    [webhookInput, input({ expires_at: past }), "expires_at"],
    [webhookPatch, { expires_at: past }, "expires_at"],
    [rotateWebhookInput, { old_expires_at: past }, "old_expires_at"],
  ] as const;
  for (const [schema, body, path] of schemas)
    expect(schema.safeParse(body).error?.issues).toMatchObject([{ path: [path], message: "must be in the future" }]);
});

test("a new signing secret leaves the one before valid for a while, at once without, and none is kept in clear or shown", async () => {
  const webhook = await newWebhook(of, { secrets: [secret] });
  const secrets = async () => (await findDoor(webhook.token))?.signingSecrets;
  const [next, last] = ["next", "last"].map((word) => `whsec_${Buffer.from(word.padEnd(32)).toString("base64")}`) as [string, string];
  const answer = await updateWebhook(of.admin, hookId(webhook), { signing_secret: next, old_valid_hours: 1 });
  expect(await secrets()).toEqual([next, secret]);
  await updateWebhook(of.admin, hookId(webhook), { signing_secret: last, old_valid_hours: 0 });
  expect(await secrets()).toEqual([last]);
  await updateWebhook(of.admin, hookId(webhook), { signing_secret: null });
  expect(await secrets()).toEqual([]);
  const kept = await db().webhook.findUniqueOrThrow({ where: { id: webhook.id } });
  const audited = await db().auditEntry.findMany({ where: { subjectId: webhook.id } });
  for (const said of [kept, answer, audited]) expect(JSON.stringify(said)).not.toContain("whsec_");
});

test("each of ten secrets stays valid as long as was said", async () => {
  const webhook = await newWebhook(of, { secrets: [secret] });
  const next = (n: number) => `whsec_${Buffer.from(`${n}`.padEnd(32)).toString("base64")}`;
  for (let n = 1; n < 10; n++) await updateWebhook(of.admin, hookId(webhook), { signing_secret: next(n), old_valid_hours: 24 });
  const active = (await findDoor(webhook.token))?.signingSecrets;
  expect(active).toEqual([...[9, 8, 7, 6, 5, 4, 3, 2, 1].map(next), secret]);
});

describe("a change", () => {
  test("of the integration or the team is recorded, and the door knows it at once; events stay where they were", async () => {
    const [webhook, next] = [await newWebhook(of), await newTeam(of)];
    await findDoor(webhook.token);
    const changed = await updateWebhook(of.admin, hookId(webhook), { integration: "github", team_id: showId("team", next) });
    expect(changed).toMatchObject({ integration: "github", team_id: showId("team", next), may_manage: true });
    expect(await findDoor(webhook.token)).toMatchObject({ integration: "github", team: { id: next } });
    const [entry] = await db().auditEntry.findMany({ where: { subjectId: webhook.id } });
    expect(entry).toMatchObject({
      action: "webhook.updated",
      before: { integration: "custom", team_id: showId("team", webhook.teamId) },
      after: { integration: "github", team_id: showId("team", next) },
    });
  });

  test("of the team asks for both teams", async () => {
    const [ours, theirs] = [await newTeam(of, [of.member]), await newTeam(of)];
    const [webhook, foreign] = [await newWebhook(of, { teamId: ours }), await newWebhook(of, { teamId: theirs })];
    const to = (team: string) => ({ team_id: showId("team", team) });
    for (const [hook, team] of [[webhook, theirs] as const, [foreign, ours] as const])
      await expect(updateWebhook(of.member, hookId(hook), to(team))).rejects.toMatchObject({ status: 403 });
    expect(await updateWebhook(of.member, hookId(webhook), to(teamId))).toMatchObject(to(teamId));
    const stranger = await newTeam(await newOrganization());
    for (const team_id of [showId("team", stranger), "nonsense"])
      await expect(updateWebhook(of.admin, hookId(webhook), { team_id })).rejects.toMatchObject({
        status: 422,
        errors: [{ path: "team_id" }],
      });
  });

  test("of the integration refuses a secret that is of no use then, until it is taken away or replaced", async () => {
    const webhook = await newWebhook(of, { integration: "github", secrets: ["my secret"] });
    const to = (integration: string, more: object = {}) => updateWebhook(of.admin, hookId(webhook), { integration, ...more });
    for (const integration of ["alertmanager", "custom"])
      await expect(to(integration)).rejects.toMatchObject({
        status: 422,
        errors: [{ path: "signing_secret", message: expect.stringContaining("signing_secret: null") }],
      });
    await expect(to("fax")).rejects.toMatchObject({ errors: [{ path: "integration" }] });
    await expect(to("custom", { signing_secret: "short" })).rejects.toMatchObject({ errors: [{ path: "signing_secret" }] });
    await to("grafana");
    expect(await findDoor(webhook.token)).toMatchObject({ integration: "grafana", signingSecrets: ["my secret"] });
    // A secret of the tool before is none of this one's.
    await to("custom", { signing_secret: secret });
    expect(await findDoor(webhook.token)).toMatchObject({ integration: "custom", signingSecrets: [secret] });
    await to("alertmanager", { signing_secret: null });
    expect(await findDoor(webhook.token)).toMatchObject({ integration: "alertmanager", signingSecrets: [] });
  });

  test("of a field that there is not is refused: a mistyped expiry would leave a token alive", () => {
    const unknown = (schema: typeof webhookInput | typeof webhookPatch, body: object) => schema.safeParse(body).error?.issues;
    const issues = [{ code: "unrecognized_keys", keys: ["expire_at"] }];
    expect(unknown(webhookInput, input({ expire_at: soon().toISOString() }))).toMatchObject(issues);
    expect(unknown(webhookPatch, { expire_at: soon().toISOString() })).toMatchObject(issues);
  });
});

test("what makes no sense is refused by its field", async () => {
  await expect(createWebhook(of.admin, input({ integration: "fax" }))).rejects.toMatchObject({ errors: [{ path: "integration" }] });
  await expect(createWebhook(of.admin, input({ integration: "alertmanager", signing_secret: "x" }))).rejects.toMatchObject({
    errors: [{ path: "signing_secret" }],
  });
  const short = [{ path: "signing_secret", message: expect.stringContaining("24 to 64 bytes in base64") }];
  await expect(createWebhook(of.admin, input({ signing_secret: "my secret" }))).rejects.toMatchObject({ errors: short });
  const webhook = await newWebhook(of);
  const patched = updateWebhook(of.admin, hookId(webhook), { signing_secret: "whsec_c2hvcnQ=" });
  await expect(patched).rejects.toMatchObject({ status: 422, errors: short });
  const stranger = await newOrganization();
  await expect(createWebhook(stranger.admin, input())).rejects.toMatchObject({ errors: [{ path: "team_id" }] });
});
