import { expect, test } from "vitest";
import { examplesOf, signedPython } from "./examples";

const url = "https://hotline.example.com/moment/hl_hook_x";

test("each example posts to the URL and leaves the verification of TLS on", () => {
  for (const code of [...Object.values(examplesOf(url)), signedPython(url)]) {
    expect(code).toContain(url);
    expect(code).not.toMatch(/verify|insecure|-k /);
  }
});

test("curl's body is JSON with what a moment needs, and nothing that ends its quotes", () => {
  const body = /--json '([^']*)' '/.exec(examplesOf(url).curl)?.[1] ?? "";
  expect(JSON.parse(body)).toMatchObject({ name: expect.any(String), type: "alert" });
});
