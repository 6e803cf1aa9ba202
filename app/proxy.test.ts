import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { proxy } from "../proxy";

const ask = (path: string) => proxy(new NextRequest(`http://hotline.example${path}`));

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

test.each(["/API/v1/alerts", "/Moment/hl_hook_x", "/api/V1", "/"])(
  "what programs call is told apart by its letters, and is no page: %s",
  async (path) => {
    const answer = ask(path);
    const isOtherCase = /^\/(API|Moment)/.test(path);
    expect(answer.status).toBe(isOtherCase ? 404 : 200);
    if (isOtherCase) expect((await answer.json()).request_id).toBe(answer.headers.get("x-request-id"));
  },
);
