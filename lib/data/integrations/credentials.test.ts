import { beforeAll, expect, test } from "vitest";
import { readId, showId } from "../../domain/id";
import { saveToolAnswer } from "../../engine/tools/claim-checks";
import { recordToolProblem } from "../../engine/tools/problems";
import type { ToolResult } from "../../integrations/integration";
import { db } from "../../postgres/db";
import { newOrganization, type TestOrganization } from "../organization.fixture";
import { newTeam } from "../webhooks/webhook.fixture";
import {
  createCredential,
  deleteCredential,
  listCredentials,
  openStoredCredential,
  openUnsavedCredential,
  updateCredential,
} from "./credentials";
import { listIntegrationErrors } from "./errors";

const apiKey = "a-very-secret-key-1234";
const config = { api_key: apiKey, site: "datadoghq.eu" };
let of: TestOrganization;
beforeAll(async () => {
  of = await newOrganization();
});

const newCredential = async (members: { id: string }[] = []) => {
  const team_id = showId("team", await newTeam(of, members));
  return createCredential(of.admin, "datadog", { team_id, config });
};

test("a key is kept encrypted, shown masked, and a masked value that is sent back is unchanged", async () => {
  const made = await newCredential();
  expect(made).toMatchObject({ config: { api_key: "••••1234", site: "datadoghq.eu" }, status: "unchecked", may_manage: true });
  const uuid = readId("cred", made.id) ?? "";
  expect(JSON.stringify(await db().integrationCredential.findUnique({ where: { id: uuid } }))).not.toContain(apiKey);
  await updateCredential(of.admin, made.id, { config: { api_key: "••••1234", site: "datadoghq.com" } });
  expect((await openStoredCredential(of.admin, made.id)).config).toEqual({ ...config, site: "datadoghq.com" });
  await updateCredential(of.admin, made.id, { config: { api_key: "another-secret-key" } });
  expect((await openStoredCredential(of.admin, made.id)).config).toEqual({ api_key: "another-secret-key", site: "datadoghq.com" });
  expect(JSON.stringify(await db().auditEntry.findMany({ where: { subjectId: uuid } }))).not.toMatch(/secret-key/);
  await deleteCredential(of.admin, made.id);
  await expect(openStoredCredential(of.admin, made.id)).rejects.toMatchObject({ status: 404 });
});

test.each([
  [{}, ["config.api_key", "config.site"]],
  [{ ...config, api_key: "••••9999" }, ["config.api_key"]],
  [{ ...config, api_key: "a\nb" }, ["config.api_key"]],
  [{ ...config, api_key: "ключ" }, ["config.api_key"]],
  [{ ...config, site: "evil.example.com" }, ["config.site"]],
  [{ ...config, more: "x" }, ["config.more"]],
])("what is no such config is refused by its field: %o", async (wrong, paths) => {
  const team_id = showId("team", await newTeam(of));
  const error = await createCredential(of.admin, "datadog", { team_id, config: wrong }).catch((caught) => caught);
  expect(error).toMatchObject({ status: 422 });
  expect(error.errors.map(({ path }: { path: string }) => path).sort()).toEqual(paths);
});

test("a team has one key for a tool; who is neither an admin nor of the team may only look", async () => {
  const teamId = await newTeam(of, [of.member]);
  const input = { team_id: showId("team", teamId), config };
  const both = await Promise.allSettled([createCredential(of.member, "datadog", input), createCredential(of.admin, "datadog", input)]);
  expect(both.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { status: 409 } });
  const { id } = await newCredential();
  const elsewhere = { team_id: showId("team", "0193e9b5-0000-7000-8000-000000000000"), config: {} };
  await expect(createCredential(of.member, "linear", elsewhere)).rejects.toMatchObject({ status: 422 });
  await expect(createCredential(of.key("read"), "linear", elsewhere)).rejects.toMatchObject({ status: 403 });
  for (const actor of [of.member, of.key("read")]) {
    const tries = [() => updateCredential(actor, id, { config }), () => deleteCredential(actor, id), () => openStoredCredential(actor, id)];
    for (const work of tries) await expect(work()).rejects.toMatchObject({ status: 403 });
    const seen = (await listCredentials(actor, "datadog", { limit: 200 })).data.find((one) => one.id === id);
    expect(seen).toMatchObject({ may_manage: false, config: { api_key: "••••1234" } });
  }
});

test("only tools that Hotline contacts take a key, and a test of a changed form may show the stored one masked", async () => {
  const { team_id } = await newCredential();
  await expect(createCredential(of.admin, "grafana", { team_id, config: {} })).rejects.toMatchObject({ status: 422 });
  await expect(createCredential(of.admin, "fax", { team_id, config: {} })).rejects.toMatchObject({ status: 404 });
  const open = await openUnsavedCredential(of.admin, "datadog", { team_id, config: { api_key: "••••1234", site: "datadoghq.com" } });
  expect(open).toEqual({ api_key: apiKey, site: "datadoghq.com" });
});

test("the same problem in a row is counted; another one, or one after something went well, is a row of its own", async () => {
  const { id } = await newCredential();
  const credentialId = readId("cred", id) ?? "";
  const problem = {
    credentialId,
    operation: "check",
    momentId: null,
    outcome: "http_401",
    statusCode: 401,
    error: "No.",
    fix: null,
  } as const;
  await Promise.all([recordToolProblem(problem), recordToolProblem(problem), recordToolProblem(problem)]);
  await recordToolProblem({ ...problem, outcome: "http_5xx", statusCode: 502, error: "Down." });
  await recordToolProblem(problem);
  await db().integrationCredential.update({ where: { id: credentialId }, data: { okAt: new Date(Date.now() + 1) } });
  await recordToolProblem(problem);
  const { data } = await listIntegrationErrors(of.admin, "datadog", { limit: 200 });
  const mine = data.filter(({ credential_id }) => credential_id === id);
  expect(mine.map(({ outcome, count }) => [outcome, count])).toEqual([
    ["http_401", 1],
    ["http_401", 1],
    ["http_5xx", 1],
    ["http_401", 3],
  ]);
  const stranger = await newOrganization();
  expect((await listIntegrationErrors(stranger.admin, "datadog", { limit: 200 })).data).toEqual([]);
});

test("what a tool says of a key that was replaced meanwhile says nothing of the new one", async () => {
  const { id } = await newCredential();
  const where = { id: readId("cred", id) ?? "" };
  const old = await openStoredCredential(of.admin, id);
  await updateCredential(of.admin, id, { config: { api_key: "another-secret-key" } });
  const fresh = await db().integrationCredential.findUniqueOrThrow({ where });
  const refused: ToolResult<string> = { ok: false, outcome: "http_401", statusCode: 401, error: "No.", fix: null, retryAt: null };
  const check = { operation: "check", momentId: null } as const;
  for (const result of [refused, { ok: true, value: "" } as const]) expect(await saveToolAnswer(old, check, result)).toBe(false);
  expect(await db().integrationCredential.findUniqueOrThrow({ where })).toEqual(fresh);
  expect(await db().integrationError.count({ where: { credentialId: where.id } })).toBe(0);
  expect(await saveToolAnswer(await openStoredCredential(of.admin, id), check, refused)).toBe(true);
  expect(await db().integrationCredential.findUniqueOrThrow({ where })).toMatchObject({ status: "failing", checkedAt: expect.any(Date) });
  expect(await db().integrationError.count({ where: { credentialId: where.id } })).toBe(1);
});
