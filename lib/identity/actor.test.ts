import { expect, test } from "vitest";
import { newOrganization } from "../data/organization.fixture";
import { setEnv } from "../env";
import { readActor, readSignedIn } from "./actor";
import { renewSessionCookie } from "./session";

const app = "https://hotline.example.com";
const own: Record<string, string>[] = [{ "sec-fetch-site": "same-origin" }, { origin: app }];

test("a session changes things from Hotline's own pages only", async () => {
  setEnv({ APP_URL: app });
  const { admin } = await newOrganization();
  const [cookie = ""] = (await renewSessionCookie({}, admin.id, 1)).split(";", 1);
  const ask = (method: string, headers: Record<string, string>) =>
    new Request(`${app}/api/v1/channels`, { method, headers: { cookie, host: "hotline.example.com", ...headers } });
  const foreign: Record<string, string>[] = [
    {},
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "none" },
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: app, "sec-fetch-site": "cross-site" },
    { origin: `${app}.evil.example` },
  ];
  for (const method of ["POST", "PUT", "PATCH", "DELETE"]) {
    for (const headers of foreign) {
      await expect(readActor(ask(method, headers)), JSON.stringify(headers)).rejects.toMatchObject({ status: 403, code: "cross_origin" });
      expect(await readSignedIn(ask(method, headers)), JSON.stringify(headers)).toBeNull();
    }
    for (const headers of own) expect(await readActor(ask(method, headers))).toMatchObject({ type: "user", id: admin.id });
  }
  expect(await readActor(ask("GET", { "sec-fetch-site": "cross-site" }))).toMatchObject({ id: admin.id });
});
