import { expect, test, vi } from "vitest";
import { z } from "zod";
import { methods, route } from "../http/route";
import { log } from "../log";

const { POST } = methods({ POST: route({ summary: "Takes a body", scope: null, body: z.unknown(), handle: async () => ({}) }) });

test.each([{}, { "content-length": "1000" }])(
  "a body that ends before its time is a 400, and no trouble of the database: %j",
  async (more) => {
    const warn = vi.spyOn(log(), "warn").mockImplementation(() => {});
    const error = Object.assign(new Error("aborted"), { code: "ECONNRESET" });
    const request = new Request("http://hotline.test/api/v1/alerts", {
      method: "POST",
      headers: { "content-type": "application/json", ...more } as Record<string, string>,
      body: new ReadableStream({ pull: (controller) => controller.error(error) }),
      duplex: "half",
    } as RequestInit);
    const answer = await POST(request, { params: Promise.resolve({}) });
    expect([answer.status, (await answer.json()).code]).toEqual([400, "incomplete_body"]);
    expect(warn).not.toHaveBeenCalled();
    warn.mockRestore();
  },
);
