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
