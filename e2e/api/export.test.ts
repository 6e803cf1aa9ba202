import { describe, expect, test } from "vitest";
import { isRouted, newTenant, ways } from "../tenant";

const path = "/api/v1/alerts/export";

describe.each(ways)("by $way", ({ url }) => {
  test("every alert that matches is in the file, in the list's order, in both formats", async () => {
    const tenant = await newTenant(url);
    const { body } = await tenant.api(
      "POST",
      "/api/v1/alerts",
      Array.from({ length: 900 }, (_, index) => ({
        name: index % 3 === 0 ? "b" : "a",
        payload: { index, text: 'a "quoted", line\nbroken' },
      })),
    );
    const published = (body.data as { id: string; name: string }[]).toReversed();
    const json = await tenant.api("GET", `${path}?format=json`);
    expect(json.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(json.headers.get("content-disposition")).toMatch(/^attachment; filename="alerts-[\dT-]+Z\.json"$/);
    expect(json.body.map(({ id }: { id: string }) => id)).toEqual(published.map(({ id }) => id));
    expect(json.body[0].payload).toEqual({ index: 899, text: 'a "quoted", line\nbroken' });
    const csv = await tenant.api("GET", `${path}?name=b`);
    expect(csv.headers.get("content-type")).toBe("text/csv; charset=utf-8");
    const ids = (csv.body as string)
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",", 1)[0]?.slice(1, -1));
    expect(ids).toEqual(published.filter(({ name }) => name === "b").map(({ id }) => id));
  });

  test("a name that a spreadsheet would run is only text", async () => {
    const tenant = await newTenant(url);
    const names = ['=HYPERLINK("http://evil.example")', "+1", "-1", "@SUM(A1)"];
    for (const name of names) await tenant.alertWhen(await tenant.publish({ name }), isRouted);
    const { body } = await tenant.api("GET", path);
    const cells = (body as string)
      .split("\r\n")
      .slice(1, -1)
      .map((line) => line.split(",")[2]);
    expect(cells.toReversed()).toEqual(['"\'=HYPERLINK(""http://evil.example"")"', `"'+1"`, `"'-1"`, `"'@SUM(A1)"`]);
  });

  test("an organization's own alerts only, as much as anybody may see, and no format but two", async () => {
    const [tenant, stranger] = [await newTenant(url), await newTenant(url)];
    await tenant.publish({ name: "a" });
    expect((await stranger.api("GET", `${path}?format=json`)).body).toEqual([]);
    expect((await tenant.as(null)("GET", path)).status).toBe(401);
    expect((await tenant.as(await tenant.newKey({ scopes: ["publish"] }))("GET", path)).status).toBe(403);
    expect(await tenant.api("GET", `${path}?format=xml&status=x`)).toMatchObject({
      status: 422,
      body: { errors: [{ path: "status" }, { path: "format" }] },
    });
  });

  test("who hangs up in the middle leaves room for others", async () => {
    const tenant = await newTenant(url);
    const payload = { text: "x".repeat(10_000) };
    for (let round = 0; round < 4; round++) await tenant.api("POST", "/api/v1/alerts", Array(90).fill({ name: "a", payload }));
    for (let round = 0; round < 8; round++) {
      const controller = new AbortController();
      const response = await fetch(`${url}${path}`, { headers: { authorization: `Bearer ${tenant.apiKey}` }, signal: controller.signal });
      expect([200, 429]).toContain(response.status);
      controller.abort();
    }
    await expect.poll(async () => (await tenant.api("GET", `${path}?format=json`)).body.length).toBe(360);
  });
});
