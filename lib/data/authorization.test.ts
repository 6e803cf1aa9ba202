import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { expect, test } from "vitest";
import { type IdPrefix, newId, readId, showId } from "../domain/id";
import type { Actor, Scope } from "../domain/people/actor";
import { Problem } from "../domain/problem";
import { hourMs } from "../domain/time";
import { goodMoment, postTo, refusedId } from "../engine/receive/received.fixture";
import { db } from "../postgres/db";
import * as history from "./alerts/alerts";
import { explain } from "./alerts/explain";
import { readExportBatch } from "./alerts/export";
import { countAlerts, summarizeAlerts } from "./alerts/figures";
import { listAlertNames } from "./alerts/names";
import { replayAlert } from "./alerts/replay";
import { listAuditEntries } from "./audit/entries";
import * as channels from "./channels/channels";
import { listDeliveries } from "./deliveries/deliveries";
import { countRetryable, retryDeliveries, retryDelivery } from "./deliveries/retry";
import * as destinations from "./destinations/destinations";
import { listDestinationHealth } from "./destinations/health";
import { revealSigningSecret, rotateSigningSecret } from "./destinations/signing-secret";
import { openSaved, openUnsaved, testDestination, testUnsaved } from "./destinations/test-destination";
import { beginVerification, sendVerification } from "./destinations/verification";
import * as environments from "./environments/environments";
import { listEventCauses } from "./events/causes";
import { getEvent, listEvents } from "./events/events";
import { readEventAgain } from "./events/read-again";
import * as credentials from "./integrations/credentials";
import { listIntegrationErrors } from "./integrations/errors";
import { listIntegrations } from "./integrations/integrations";
import { getMoment, listMoments } from "./moments/moments";
import { listMomentSources } from "./moments/sources";
import { newAlert, newOrganization, newRoute, publishAll, type TestOrganization } from "./organization.fixture";
import * as apiKeys from "./people/api-keys";
import * as invitations from "./people/invitations";
import { invite, reinvite } from "./people/invite";
import * as members from "./people/members";
import * as profile from "./people/profile";
import * as teams from "./people/teams";
import { backtest } from "./subscriptions/backtest";
import * as subscriptions from "./subscriptions/subscriptions";
import { listWebhookCallers } from "./webhooks/callers";
import { revealWebhook, rotateWebhook } from "./webhooks/tokens";
import { hookId, newWebhook } from "./webhooks/webhook.fixture";
import * as webhooks from "./webhooks/webhooks";

interface Entry {
  needs: Scope;
  /** What the id is of; without one, the function is about the caller's whole organization. */
  of?: IdPrefix;
  call(actor: Actor, id: string): Promise<unknown>;
}

const page = { limit: 200 };
const config = { url: "http://127.0.0.1:9/hook" };

/** Every function of lib/data that decides by the actor. */
const entries: Record<string, Entry> = {
  replayAlert: { needs: "admin", of: "alert", call: replayAlert },
  listApiKeys: { needs: "read", call: (actor) => apiKeys.listApiKeys(actor, page) },
  getApiKey: { needs: "read", of: "key", call: apiKeys.getApiKey },
  createApiKey: { needs: "admin", call: (actor) => apiKeys.createApiKey(actor, { name: "Key", scopes: ["read"] }) },
  updateApiKey: { needs: "admin", of: "key", call: (actor, id) => apiKeys.updateApiKey(actor, id, { name: "New" }) },
  deleteApiKey: { needs: "admin", of: "key", call: apiKeys.deleteApiKey },
  listChannels: { needs: "read", call: (actor) => channels.listChannels(actor, page) },
  getChannel: { needs: "read", of: "chan", call: channels.getChannel },
  createChannel: { needs: "admin", call: (actor) => channels.createChannel(actor, { name: "A", pattern: "a", enabled: true }) },
  updateChannel: { needs: "admin", of: "chan", call: (actor, id) => channels.updateChannel(actor, id, { name: "New" }) },
  deleteChannel: { needs: "admin", of: "chan", call: channels.deleteChannel },
  previewPattern: { needs: "read", call: (actor) => channels.previewPattern(actor, { pattern: ".*" }) },
  listDestinations: { needs: "read", call: (actor) => destinations.listDestinations(actor, page) },
  getDestination: { needs: "read", of: "dest", call: destinations.getDestination },
  createDestination: {
    needs: "admin",
    call: (actor) => destinations.createDestination(actor, { name: "A", kind: "webhook", config, enabled: true }),
  },
  updateDestination: { needs: "admin", of: "dest", call: (actor, id) => destinations.updateDestination(actor, id, { name: "New" }) },
  deleteDestination: { needs: "admin", of: "dest", call: destinations.deleteDestination },
  openUnsaved: { needs: "admin", call: async (actor) => openUnsaved(actor, { kind: "webhook", config }) },
  openSaved: { needs: "admin", of: "dest", call: openSaved },
  revealSigningSecret: { needs: "admin", of: "dest", call: revealSigningSecret },
  rotateSigningSecret: { needs: "admin", of: "dest", call: (actor, id) => rotateSigningSecret(actor, id, 1) },
  beginVerification: { needs: "admin", of: "dest", call: beginVerification },
  sendVerification: { needs: "admin", of: "dest", call: sendVerification },
  testDestination: { needs: "admin", of: "dest", call: testDestination },
  testUnsaved: { needs: "admin", call: (actor) => testUnsaved(actor, { kind: "webhook", config }) },
  listEnvironments: { needs: "read", call: (actor) => environments.listEnvironments(actor, page) },
  getEnvironment: { needs: "read", of: "env", call: environments.getEnvironment },
  createEnvironment: { needs: "admin", call: (actor) => environments.createEnvironment(actor, { slug: `s-${newId()}` }) },
  updateEnvironment: { needs: "admin", of: "env", call: (actor, id) => environments.updateEnvironment(actor, id, { name: "New" }) },
  deleteEnvironment: { needs: "admin", of: "env", call: environments.deleteEnvironment },
  listAlerts: { needs: "read", call: (actor) => history.listAlerts(actor, {}, page) },
  getAlert: { needs: "read", of: "alert", call: history.getAlert },
  listAlertNames: { needs: "read", call: (actor) => listAlertNames(actor, {}) },
  countAlerts: { needs: "read", call: (actor) => countAlerts(actor, {}) },
  summarizeAlerts: { needs: "read", call: summarizeAlerts },
  readExportBatch: { needs: "read", call: (actor) => readExportBatch(actor, {}, null, 200) },
  listDeliveries: { needs: "read", call: (actor) => listDeliveries(actor, {}, page) },
  listDestinationHealth: { needs: "read", call: listDestinationHealth },
  backtest: { needs: "read", call: (actor) => backtest(actor, { channel_ids: [], destination_ids: [], days: 7 }) },
  countRetryable: { needs: "admin", call: (actor) => countRetryable(actor, {}) },
  explain: { needs: "read", call: (actor) => explain(actor, { name: "a" }) },
  listWebhooks: { needs: "read", call: (actor) => webhooks.listWebhooks(actor, page) },
  getWebhook: { needs: "read", of: "hook", call: webhooks.getWebhook },
  listWebhookCallers: { needs: "read", of: "hook", call: listWebhookCallers },
  listEvents: { needs: "read", call: (actor) => listEvents(actor, {}, page) },
  getEvent: { needs: "read", of: "event", call: getEvent },
  listEventCauses: { needs: "read", call: (actor) => listEventCauses(actor, {}) },
  listMoments: { needs: "read", call: (actor) => listMoments(actor, {}, page) },
  getMoment: { needs: "read", of: "moment", call: getMoment },
  listMomentSources: { needs: "read", call: (actor) => listMomentSources(actor) },
  listIntegrations: { needs: "read", call: listIntegrations },
  listIntegrationErrors: { needs: "read", call: (actor) => listIntegrationErrors(actor, "datadog", page) },
  listCredentials: { needs: "read", call: (actor) => credentials.listCredentials(actor, "datadog", page) },
  getCredential: { needs: "read", of: "cred", call: credentials.getCredential },
  listAuditEntries: { needs: "read", call: (actor) => listAuditEntries(actor, {}, page) },
  listInvitations: { needs: "read", call: (actor) => invitations.listInvitations(actor, page) },
  getInvitation: { needs: "read", of: "inv", call: invitations.getInvitation },
  createInvitation: {
    needs: "admin",
    call: (actor) => invitations.createInvitation(actor, { email: `${newId()}@example.com`, role: "member" }),
  },
  invite: { needs: "admin", call: (actor) => invite(actor, { email: `${newId()}@example.com`, role: "member" }) },
  reinvite: { needs: "admin", of: "inv", call: reinvite },
  renewInvitation: { needs: "admin", of: "inv", call: invitations.renewInvitation },
  deleteInvitation: { needs: "admin", of: "inv", call: invitations.deleteInvitation },
  listMembers: { needs: "read", call: (actor) => members.listMembers(actor, page) },
  getMember: { needs: "read", of: "user", call: members.getMember },
  updateMember: { needs: "admin", of: "user", call: (actor, id) => members.updateMember(actor, id, { role: "admin" }) },
  removeMember: { needs: "admin", of: "user", call: members.removeMember },
  signOutMember: { needs: "admin", of: "user", call: members.signOutMember },
  listTeams: { needs: "read", call: (actor) => teams.listTeams(actor, page) },
  getTeam: { needs: "read", of: "team", call: teams.getTeam },
  createTeam: { needs: "admin", call: (actor) => teams.createTeam(actor, { name: newId() }) },
  updateTeam: { needs: "admin", of: "team", call: (actor, id) => teams.updateTeam(actor, id, { name: "New" }) },
  deleteTeam: { needs: "admin", of: "team", call: teams.deleteTeam },
  addTeamMember: { needs: "admin", of: "team", call: (actor, id) => teams.addTeamMember(actor, id, showId("user", actor.id)) },
  removeTeamMember: { needs: "admin", of: "team", call: (actor, id) => teams.removeTeamMember(actor, id, showId("user", actor.id)) },
  retryDelivery: { needs: "admin", of: "dlv", call: retryDelivery },
  retryDeliveries: { needs: "admin", call: (actor) => retryDeliveries(actor, {}) },
  listSubscriptions: { needs: "read", call: (actor) => subscriptions.listSubscriptions(actor, page) },
  getSubscription: { needs: "read", of: "sub", call: subscriptions.getSubscription },
  createSubscription: {
    needs: "admin",
    call: (actor) => subscriptions.createSubscription(actor, { name: "A", channel_ids: [], destination_ids: [], enabled: true }),
  },
  updateSubscription: { needs: "admin", of: "sub", call: (actor, id) => subscriptions.updateSubscription(actor, id, { name: "New" }) },
  deleteSubscription: { needs: "admin", of: "sub", call: subscriptions.deleteSubscription },
};

/** What belongs to a team: for its members, and the organization's admins. */
const ofTeams: Record<string, { of: IdPrefix; call: Entry["call"] }> = {
  updateWebhook: { of: "hook", call: (actor, id) => webhooks.updateWebhook(actor, id, { label: "New" }) },
  rotateWebhook: { of: "hook", call: (actor, id) => rotateWebhook(actor, id, new Date(Date.now() + hourMs)) },
  revealWebhook: { of: "hook", call: revealWebhook },
  readEventAgain: { of: "event", call: (actor, id) => readEventAgain(actor, id, null) },
  updateCredential: {
    of: "cred",
    call: (actor, id) => credentials.updateCredential(actor, id, { config: { api_key: "another-key-1234" } }),
  },
  openStoredCredential: { of: "cred", call: credentials.openStoredCredential },
  deleteCredential: { of: "cred", call: credentials.deleteCredential },
  deleteWebhook: { of: "hook", call: webhooks.deleteWebhook },
};

/** What a team's members make or ask for, told of the team in the body, or what asks a tool: its own tests say who may. */
const inTeams = ["checkStored", "checkUnsaved", "createWebhook", "createCredential", "openUnsavedCredential", "readEventsAgain"];
/** What a person does with their own account, whatever their role; a key has none. */
const own: Record<string, (actor: Actor) => Promise<unknown>> = {
  updateProfile: (actor) => profile.updateProfile(actor, { name: "New" }),
  changePassword: (actor) => profile.changePassword(actor, { current_password: "wrong", new_password: "battery horse correct" }),
  signOutEverywhere: (actor) => profile.signOutEverywhere(actor),
  chooseOrganization: (actor) => profile.chooseOrganization(actor, showId("org", actor.organizationId)),
};

/** Parts that authorized functions use, and what says only who the caller is. */
const parts = [
  "authorizeTeam",
  "channelsOf",
  "confirmWhenWaiting",
  "countDeliveries",
  "describeActor",
  "findDestination",
  "findEventId",
  "findTrace",
  "findWebhook",
  "insertWebhook",
  "lastEvents",
  "lockWebhook",
  "manageableTeams",
  "nameSubjects",
  "once",
  "readChosen",
  "readEnvironment",
  "readManagedTeam",
  "readTeam",
  "recentNames",
  "showAlertItem",
  "showNow",
  "tokenFor",
  "whereAlerts",
  "whereEvents",
];

const named = Object.entries(entries).map(([name, entry]) => ({ name, ...entry }));
const teamFunctions = Object.entries(ofTeams).map(([name, entry]) => ({ name, ...entry }));
const withId = [...named.filter((entry) => entry.of !== undefined), ...teamFunctions];

const problemOf = async (work: () => Promise<unknown>): Promise<unknown> => {
  try {
    return { resolved: await work() };
  } catch (error) {
    return error instanceof Problem ? error.toJson("request") : error;
  }
};

/** One of everything, with the ids by their prefix. */
async function furnish(of: TestOrganization): Promise<Partial<Record<IdPrefix, string>>> {
  const { channel, destination, subscription } = await newRoute(of);
  const environment = await environments.createEnvironment(of.admin, { slug: "production" });
  const key = await apiKeys.createApiKey(of.admin, { name: "Key", scopes: ["read"] });
  const team = await teams.createTeam(of.admin, { name: "Team" });
  const { invitation } = await invitations.createInvitation(of.admin, { email: `new-${of.email}`, role: "member" });
  const alert = newAlert(of);
  await publishAll(of, [alert]);
  const delivery = await db().delivery.findFirstOrThrow({ where: { alertId: alert.id } });
  const people = { team: team.id, inv: invitation.id, user: showId("user", of.member.id) };
  const ids = { chan: channel.id, dest: destination.id, sub: subscription.id, env: environment.id, key: key.id };
  return { ...ids, ...people, ...(await furnishTeam(of)), alert: showId("alert", alert.id), dlv: showId("dlv", delivery.id) };
}

/** What a team has: a webhook, an event that errored, a key to a tool. */
async function furnishTeam(of: TestOrganization): Promise<Partial<Record<IdPrefix, string>>> {
  const webhook = await newWebhook(of);
  const config = { api_key: "a-secret-key-1234", site: "datadoghq.com" };
  const credential = await credentials.createCredential(of.admin, "datadog", { team_id: showId("team", webhook.teamId), config });
  const event = await refusedId(postTo(webhook, {}));
  await postTo(webhook, goodMoment);
  const moment = await db().moment.findFirstOrThrow({ where: { teamId: webhook.teamId } });
  return { hook: hookId(webhook), cred: credential.id, event, moment: showId("moment", moment.id) };
}

test("every function of lib/data that takes an actor is in this file's table", () => {
  const folder = path.resolve(import.meta.dirname);
  const files = readdirSync(folder, { recursive: true, encoding: "utf8" }).filter((file) => /(^|\/)[\w-]+\.ts$/.test(file));
  const found = files.flatMap((file) =>
    [
      ...readFileSync(path.join(folder, file), "utf8").matchAll(
        /^export (?:(?:async )?function (\w+)|const (\w+) = (?:async )?)\(\s*actor: Actor/gm,
      ),
    ].map(([, name, arrow]) => name ?? arrow),
  );
  expect(found.sort()).toEqual([...Object.keys(entries), ...Object.keys(ofTeams), ...Object.keys(own), ...inTeams, ...parts].sort());
});

test("another organization's id is not found, in the same words as an unknown and a malformed one", async () => {
  const [owner, stranger] = [await newOrganization(), await newOrganization()];
  const ids = await furnish(owner);
  for (const { name, of, call } of withId) {
    const id = ids[of as IdPrefix] as string;
    const unknown = await problemOf(() => call(stranger.admin, showId(of as IdPrefix, newId())));
    expect(unknown, name).toMatchObject({ status: 404, code: "not_found" });
    expect(await problemOf(() => call(stranger.admin, id)), name).toEqual(unknown);
    for (const malformed of ["", "nonsense", id.toUpperCase(), readId(of as IdPrefix, id) as string, `${id}0`, "../..", "a".repeat(10_000)])
      expect(await problemOf(() => call(stranger.admin, malformed)), `${name} ${malformed.slice(0, 60)}`).toEqual(unknown);
  }
});

test("what another organization asks changes nothing here, and its lists show nothing of it", async () => {
  const [owner, stranger] = [await newOrganization(), await newOrganization()];
  const ids = await furnish(owner);
  const organizationId = owner.id;
  const look = async () => ({
    channels: await db().channel.findMany({ where: { organizationId }, orderBy: { id: "asc" } }),
    destinations: await db().destination.findMany({ where: { organizationId } }),
    subscriptions: await db().subscription.findMany({ where: { organizationId } }),
    environments: await db().environment.findMany({ where: { organizationId } }),
    members: await db().membership.findMany({
      where: { organizationId },
      include: { user: true, teams: true },
      orderBy: { userId: "asc" },
    }),
    teams: await db().team.findMany({ where: { organizationId } }),
    invitations: await db().invitation.findMany({ where: { organizationId } }),
    keys: await db().apiKey.findMany({ where: { organizationId } }),
    deliveries: await db().delivery.findMany({ where: { organizationId } }),
    webhooks: await db().webhook.findMany({ where: { organizationId } }),
    events: await db().event.findMany({ where: { organizationId } }),
    credentials: await db().integrationCredential.findMany({ where: { organizationId } }),
    audit: await db().auditEntry.count({ where: { organizationId } }),
  });
  const before = await look();
  for (const { name, of, call } of [...named, ...teamFunctions]) {
    const answer = await problemOf(() => call(stranger.admin, of ? (ids[of] as string) : ""));
    // Found, and then not shown, is no answer either.
    expect(answer, name).not.toBeInstanceOf(Error);
    for (const id of Object.values(ids)) expect(JSON.stringify(answer)).not.toContain(id);
  }
  expect(await look()).toEqual(before);
});

test("a member may look and may not change: 403, whether the id exists or not", async () => {
  const of = await newOrganization();
  const ids = await furnish(of);
  for (const { name, needs, of: prefix, call } of named) {
    const id = prefix ? (ids[prefix] as string) : "";
    const answer = await problemOf(() => call(of.member, id));
    if (needs === "read") expect(answer, name).toHaveProperty("resolved");
    else {
      expect(answer, name).toMatchObject({ status: 403, code: "not_allowed" });
      expect(await problemOf(() => call(of.member, "nonsense")), name).toEqual(answer);
    }
  }
});

test("a key can do what its scopes say, admin includes the others, and what is missing is named", async () => {
  const of = await newOrganization();
  const ids = await furnish(of);
  for (const { name, needs, of: prefix, call } of named) {
    const id = prefix ? (ids[prefix] as string) : "";
    const without: Scope[] = needs === "admin" ? ["read", "publish"] : ["publish"];
    const answer = await problemOf(() => call(of.key(...without), id));
    expect(answer, name).toMatchObject({ status: 403, detail: `This API key lacks the scope "${needs}".` });
    if (needs === "read") expect(await problemOf(() => call(of.key("read"), id)), name).toHaveProperty("resolved");
    if (needs === "read") expect(await problemOf(() => call(of.key("admin"), id)), name).toHaveProperty("resolved");
  }
});

test("what belongs to a team is changed by its members and the organization's admins alone", async () => {
  const of = await newOrganization();
  const ids = await furnishTeam(of);
  for (const { name, of: prefix, call } of teamFunctions) {
    const id = ids[prefix] as string;
    expect(await problemOf(() => call(of.member, id)), name).toMatchObject({ status: 403, code: "not_allowed" });
    const answer = await problemOf(() => call(of.key("read", "publish"), id));
    expect(answer, name).toMatchObject({ status: 403, detail: 'This API key lacks the scope "admin".' });
    expect(await problemOf(() => call(of.key("read", "publish"), "nonsense")), name).toEqual(answer);
    expect(await problemOf(() => call(name.startsWith("delete") ? of.key("admin") : of.admin, id)), name).toHaveProperty("resolved");
  }
});

test("a person's own account is theirs whatever their role, and a key has none", async () => {
  const of = await newOrganization();
  for (const [name, call] of Object.entries(own)) {
    expect(await problemOf(() => call(of.key("admin"))), name).toMatchObject({ status: 403, code: "not_a_person" });
    expect(await problemOf(() => call(of.member)), name).not.toMatchObject({ status: 403 });
  }
});
