import { afterEach, expect, test, vi } from "vitest";
import { announce, onChange, type Topic } from "../changes/change-feed";
import { newOrganization } from "../data/organization.fixture";
import { newId } from "../domain/id";
import type { Actor } from "../domain/people/actor";
import { Problem } from "../domain/problem";
import { openStream } from "./stream";

const controllers: AbortController[] = [];
afterEach(() => {
  vi.useRealTimers();
  for (const controller of controllers.splice(0)) controller.abort();
});

const someone = (organizationId: string): Actor => ({ type: "user", id: newId(), organizationId, role: "member" });

function open(actor: Actor, check: () => Promise<Actor> = async () => actor) {
  const controller = new AbortController();
  controllers.push(controller);
  const stream = openStream(actor, check, controller.signal);
  const heard = { text: "", ended: false };
  const reader = stream.getReader();
  const decoder = new TextDecoder();
  void (async () => {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) break;
      heard.text += decoder.decode(value);
    }
    heard.ended = true;
  })();
  return { heard, reader, hangUp: () => controller.abort() };
}

/** Resolves once those who listen were told of it. */
const announceAndTell = (organizationId: string, topic: Topic) =>
  new Promise<void>((resolve) => {
    const end = onChange(organizationId, () => {
      end();
      resolve();
    });
    announce(organizationId, topic);
  });

test("a stream tells of the changes of its own organization", async () => {
  const [of, other] = [await newOrganization(), await newOrganization()];
  const own = open(of.member);
  const strange = open(other.member);
  announce(of.id, "alerts");
  await expect.poll(() => own.heard.text).toContain('event: change\ndata: {"topics":["alerts"]}\n\n');
  // Of its own making, the other one may still hear.
  expect(strange.heard.text).not.toContain("alerts");
});

test("who may no longer hear is cut off: at once when members or keys change, else within a minute", async () => {
  const of = await newOrganization();
  let isMember = true;
  const check = async () => {
    if (!isMember) throw new Problem(401, "not_signed_in", "");
    return of.member;
  };
  const { heard } = open(of.member, check);
  isMember = false;
  announce(of.id, "config");
  await expect.poll(() => heard.ended).toBe(true);

  vi.useFakeTimers({ toFake: ["setInterval", "clearInterval"] });
  isMember = true;
  const quiet = open(of.member, check);
  await vi.advanceTimersByTimeAsync(120_000);
  expect(quiet.heard.ended).toBe(false);
  expect(quiet.heard.text).toContain("\n\n:\n\n");
  isMember = false;
  await vi.advanceTimersByTimeAsync(60_000);
  vi.useRealTimers();
  await expect.poll(() => quiet.heard.ended).toBe(true);
});

test("a database that is away ends no stream, another organization does", async () => {
  const of = await newOrganization();
  let answer: () => Promise<Actor> = () => Promise.reject(new Error("ECONNREFUSED"));
  const { heard } = open(of.member, () => answer());
  announce(of.id, "config");
  await expect.poll(() => heard.text).toContain("config");
  expect(heard.ended).toBe(false);
  answer = async () => someone(newId());
  announce(of.id, "config");
  await expect.poll(() => heard.ended).toBe(true);
});

test("one person may hold twelve streams, and a place is free again when one ends", () => {
  const actor = someone(newId());
  const streams = Array.from({ length: 12 }, () => open(actor));
  expect(() => open(actor)).toThrow("Too many event streams are open.");
  open(someone(actor.organizationId));
  streams[0]?.hangUp();
  open(actor);
});

test("one organization may hold a fifth of the streams, and leaves the others theirs", () => {
  const organizationId = newId();
  for (let held = 0; held < 400; held++) open(someone(organizationId));
  expect(() => open(someone(organizationId))).toThrow("Too many event streams are open.");
  open(someone(newId()));
});

test("who reads slowly is told once of all that happened meanwhile", async () => {
  const actor = someone(newId());
  const controller = new AbortController();
  controllers.push(controller);
  const reader = openStream(actor, async () => actor, controller.signal).getReader();
  await reader.read();
  for (const topic of ["alerts", "config", "alerts", "config"] as const) {
    await announceAndTell(actor.organizationId, topic);
  }
  const texts: string[] = [];
  for (let count = 0; count < 2; count++) texts.push(new TextDecoder().decode((await reader.read()).value));
  expect(texts[0]).toContain('["alerts"]');
  expect(texts[1]).toMatch(/\["(config","alerts|alerts","config)"\]/);
});

test("a key that may no longer read is cut off, although it still is one", async () => {
  const of = await newOrganization();
  const key = of.key("read");
  const { heard } = open(key, async () => ({ ...key, scopes: ["publish"] as const }));
  announce(of.id, "config");
  await expect.poll(() => heard.ended).toBe(true);
});

test("of many changes at once, one look at the caller's rights is under way, and one more follows", async () => {
  const of = await newOrganization();
  let checks = 0;
  let answer = () => {};
  const slow = async () => {
    checks++;
    await new Promise<void>((resolve) => {
      answer = resolve;
    });
    return of.member;
  };
  const { heard } = open(of.member, slow);
  for (let n = 0; n < 6; n++) {
    await announceAndTell(of.id, "config");
  }
  expect(heard.text).toContain("config");
  expect(checks).toBe(1);
  answer();
  await expect.poll(() => checks).toBe(2);
});
