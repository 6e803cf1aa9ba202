import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "../proxy";

const ask = (path: string, method = "GET") => proxy(new NextRequest(`http://hotline.example${path}`, { method }));

test.each([
  ["/sign-in/?a=b", "/sign-in?a=b"],
  ["/alerts/history///", "/alerts/history"],
  ["//evil.example/", "/evil.example"],
  ["/.//evil.example/", "/evil.example"],
  ["/\\evil.example/", "/evil.example"],
])("a page's address with a slash at its end, %s, is the same without one, here", (path, expected) => {
  const answer = ask(path);
  expect([answer.status, answer.headers.get("location")]).toEqual([308, `http://hotline.example${expected}`]);
});

test.each(["/API/v1/alerts", "/Moment/hl_hook_x", "/Metrics", "/OpenAPI.json", "/api/V1", "/metricsx", "/"])(
  "what programs call is told apart by its letters, and is no page: %s",
  async (path) => {
    const answer = ask(path);
    const isOtherCase = /^\/(API|Moment|Metrics|OpenAPI)/.test(path);
    expect(answer.status).toBe(isOtherCase ? 404 : 200);
    if (isOtherCase) expect((await answer.json()).request_id).toBe(answer.headers.get("x-request-id"));
  },
);

test.each(["/openapi.json", "/openapi.json/"])("%s takes GET alone, and says so", async (path) => {
  const answers = ["GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"].map((method) => ask(path, method));
  expect(answers.map(({ status }) => status)).toEqual([200, 200, 204, 405, 405, 405, 405]);
  for (const { headers } of answers) expect(headers.get("x-request-id")).toMatch(/^[0-9a-f-]{36}$/);
  for (const { headers } of answers.slice(2)) expect(headers.get("allow")).toBe("GET, HEAD, OPTIONS");
  expect(await answers[3]?.json()).toMatchObject({ code: "method_not_allowed", status: 405 });
});
