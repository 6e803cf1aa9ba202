import { describe, expect, onTestFinished, test } from "vitest";
import { call } from "../app";
import { signIn } from "../session";
import { newTenant, ways } from "../tenant";

/** What comes over an event stream, for as long as the test runs. */
async function listen(url: string, headers: Record<string, string>) {
  const controller = new AbortController();
  onTestFinished(() => controller.abort());
  const response = await fetch(`${url}/api/v1/stream`, { headers, signal: controller.signal });
  const heard = { status: response.status, headers: response.headers, text: "", ended: false };
  const decoder = new TextDecoder();
  void (async () => {
    for await (const chunk of response.body as unknown as AsyncIterable<Uint8Array>) heard.text += decoder.decode(chunk);
    heard.ended = true;
  })().catch(() => {});
  return { heard, hangUp: () => controller.abort() };
}

const byKey = (key: string) => ({ authorization: `Bearer ${key}` });
const change = (topic: string) => new RegExp(`event: change\\ndata: \\{"topics":\\[[^\\]]*"${topic}"`);

describe.each(ways)("by $way", ({ url }) => {
  test("an alert that is published, by any process, is heard at once; a stranger's organization hears nothing", async () => {
    const [tenant, stranger] = [await newTenant(url), await newTenant(url)];
    const own = await listen(url, byKey(tenant.apiKey));
    const strange = await listen(url, byKey(stranger.apiKey));
    expect(own.heard.headers.get("content-type")).toBe("text/event-stream; charset=utf-8");
    for (const { url: by } of ways) {
      own.heard.text = "";
      // The connection that hears other processes is made with the first stream: what came before it is not heard.
      const publish = async () => {
        expect((await call({ url: by }, tenant.apiKey, "POST", "/api/v1/alerts", { name: "a" })).status).toBe(202);
        return own.heard.text;
      };
      await expect.poll(publish, { interval: 300 }).toMatch(change("alerts"));
    }
    await tenant.make("channels", { name: "A", pattern: "a" });
    await expect.poll(() => own.heard.text).toMatch(change("config"));
    // Its own organization was made a moment before, which it may hear of.
    expect(strange.heard.text).not.toMatch(change("alerts"));
  });

  test("it ends when the person is signed out everywhere, and when the key is revoked", async () => {
    const tenant = await newTenant(url);
    const cookie = await signIn(url, tenant.email, tenant.password);
    const byPerson = await listen(url, { cookie });
    expect(byPerson.heard.status).toBe(200);
    const { id, key } = await tenant.make("api-keys", { name: "Reader", scopes: ["read"] });
    const byReader = await listen(url, byKey(key));
    expect((await call(tenant, null, "POST", "/api/v1/me/sign-out", {}, { cookie, origin: url })).status).toBeLessThan(300);
    expect((await tenant.api("DELETE", `/api/v1/api-keys/${id}`)).status).toBe(204);
    await expect.poll(() => byReader.heard.ended).toBe(true);
    await expect.poll(() => byPerson.heard.ended).toBe(true);
    expect((await listen(url, { cookie })).heard.status).toBe(401);
  });

  test("one key holds twelve at once; who hangs up makes room", async () => {
    const { apiKey } = await newTenant(url);
    const streams = await Promise.all(Array.from({ length: 12 }, () => listen(url, byKey(apiKey))));
    expect(streams.map(({ heard }) => heard.status)).toEqual(Array(12).fill(200));
    const refused = await listen(url, byKey(apiKey));
    expect([refused.heard.status, refused.heard.headers.get("retry-after")]).toEqual([429, "30"]);
    streams[0]?.hangUp();
    await expect.poll(async () => (await listen(url, byKey(apiKey))).heard.status).toBe(200);
  });
});
