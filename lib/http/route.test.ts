import { expect, test } from "vitest";
import { z } from "zod";
import { check, methods, route } from "./route";

const context = { params: Promise.resolve({}) };

test("a HEAD gives the GET's headers and lets go of what the body would have held", async () => {
  let cancelled = 0;
  const { GET } = methods({
    GET: route({
      summary: "A stream",
      scope: null,
      handle: async () =>
        new Response(new ReadableStream({ cancel: () => void cancelled++ }), { headers: { "content-type": "text/event-stream" } }),
    }),
  });
  const url = "http://hotline.example.com/api/v1/stream";
  const head = await GET(new Request(url, { method: "HEAD" }), context);
  expect(head.status).toBe(200);
  expect(head.headers.get("content-type")).toBe("text/event-stream");
  expect(head.headers.get("x-request-id")).toBeTruthy();
  expect(head.body).toBeNull();
  expect(cancelled).toBe(1);
  expect((await GET(new Request(url), context)).body).not.toBeNull();
  expect(cancelled).toBe(1);
});

test("a key called __proto__ is named wherever it stands, but in what is kept as it was written", () => {
  const schema = z.object({
    name: z.string(),
    config: z.record(z.string(), z.unknown()).optional(),
    payload: z.unknown().optional(),
  });
  const read = (text: string) => {
    try {
      return check(schema, JSON.parse(text));
    } catch (error) {
      return (error as { errors: { path: string }[] }).errors.map(({ path }) => path);
    }
  };
  expect(read('{"name":"a","__proto__":1}')).toEqual(["__proto__"]);
  expect(read('{"name":5,"config":{"url":"u","__proto__":{},"headers":{"__proto__":"v"},"list":[{"__proto__":1}]}}')).toEqual([
    "name",
    "config.__proto__",
    "config.headers.__proto__",
    "config.list.0.__proto__",
  ]);
  expect(read('{"name":"a","payload":{"__proto__":1}}')).toMatchObject({ name: "a" });
});

test.each([
  ["PATCH", { code: "P2025" }, 404],
  ["DELETE", { code: "P2025" }, 404],
  ["POST", { code: "P2003" }, 422],
  ["PATCH", { code: "P2010", meta: { driverAdapterError: { cause: { originalCode: "23503" } } } }, 422],
  ["DELETE", { code: "23001" }, 409],
  ["POST", { code: "P2002" }, 409],
  ["POST", { code: "40P01" }, 503],
] as const)(
  "%s that the database answers with %o is %i: something else happened between its look and its write",
  async (method, fault, status) => {
    const handlers = methods({
      [method]: route({ summary: "", scope: null, handle: () => Promise.reject(Object.assign(new Error(), fault)) }),
    });
    const answer = await handlers[method](new Request("http://localhost/api/v1/teams", { method }), context);
    expect(answer.status).toBe(status);
    expect((await answer.json()).detail).toMatch(/\w\.$/);
  },
);
