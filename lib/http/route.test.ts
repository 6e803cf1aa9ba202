import { expect, test } from "vitest";
import { methods, route } from "./route";

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
