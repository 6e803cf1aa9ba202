import { expect, test } from "vitest";
import { POST } from "../../app/moment/route";
import { plainTarget } from "./plain-target";

test.each([
  ["/moment/hl_hook_x", "/moment/hl_hook_x"],
  ["/moment/hl_hook_x?a=//b", "/moment/hl_hook_x?a=//b"],
  ["//moment/hl_hook_x", "/moment/hl_hook_x"],
  ["/moment//hl_hook_x///github//", "/moment/hl_hook_x/github"],
  ["/api/v1/alerts/", "/api/v1/alerts"],
  ["/api/v1/alerts//?limit=1/", "/api/v1/alerts?limit=1/"],
  ["/api/", "/api"],
  ["/moment/", "/moment"],
  ["/apiary/", "/apiary/"],
  ["/alerts/history/", "/alerts/history/"],
  ["http://hotline.test/moment/hl_hook_x", "/moment/hl_hook_x"],
  ["HTTPS://hotline.test:3000//moment/hl_hook_x?a=b", "/moment/hl_hook_x?a=b"],
  ["http://hotline.test", "/"],
  ["http://hotline.test?a=b", "/?a=b"],
  ["///", "/"],
  ["/", "/"],
  // What is no target of ours is refused as it came.
  ["*", "*"],
  ["ftp://hotline.test//x", "ftp://hotline.test//x"],
  ["http://[/x", "http://[/x"],
  ["", ""],
])("the target %j is the path %j", (target, expected) => {
  expect(plainTarget(target)).toBe(expected);
});

test("/moment without a token is a problem, not a page", async () => {
  const answer = await POST(new Request("http://hotline.test/moment", { method: "POST" }), { params: Promise.resolve({}) });
  expect([answer.status, answer.headers.get("content-type")]).toEqual([404, "application/problem+json; charset=utf-8"]);
});
