import { expect, test, vi } from "vitest";
import { kindOf } from "../../destinations";
import { quietFlow } from "../../domain/delivering/flow";
import { newId, showId } from "../../domain/id";
import { log } from "../../log";
import { settle } from "./settle";
import type { Claimed } from "./settle-and-claim";
import type { Taken } from "./take";

test("a fault of Hotline's is in the log, with its cause, under the delivery's id", async () => {
  const kind = kindOf("webhook");
  const cause = new Error("it broke");
  const broken = () => {
    throw cause;
  };
  const io = { http: broken, mail: broken, settings: {}, signingSecrets: [], now: Date.now };
  const claimed = { id: newId(), number: 2, triesUsed: 0, earlierOutcomes: [], alert: { id: newId() } };
  const result = await kind?.send({} as never, { url: "https://example.com" }, io, null);
  const error = vi.spyOn(log(), "error").mockImplementation(() => {});
  settle({ kind, flow: quietFlow } as unknown as Taken, claimed as unknown as Claimed, {
    result: result as never,
    durationMs: 1,
    sentWith: null,
  });
  expect(error.mock.calls).toEqual([[{ delivery: showId("dlv", claimed.id), attempt: 2, err: expect.any(Error) }, "sending failed"]]);
  error.mockRestore();
});
