import { standardWebhooks } from "../custom/custom.fixture";
import { type Fixture, iso, minutesAgo } from "../fixture";

const page = "https://www.inngest.com/docs/reference/system-events";

const failed = {
  name: "inngest/function.failed",
  id: "01FAILED",
  ts: minutesAgo(6),
  data: {
    error: { __serialized: true, message: "No such cart", name: "Error", stack: "Error: No such cart" },
    event: { name: "cart/checked.out", id: "01CART", ts: minutesAgo(7), data: {} },
    function_id: "shop-charge",
    run_id: "01RUN1",
  },
};
const cancelled = {
  name: "inngest/function.cancelled",
  id: "01CANCELLED",
  ts: minutesAgo(5),
  data: {
    error: { error: "function cancelled", message: "function cancelled", name: "Error" },
    function_id: "shop-charge",
    run_id: "01RUN2",
  },
};
const failure = {
  name: "shop-charge failed",
  type: "alert",
  source: "Inngest",
  occurredAt: minutesAgo(6),
  action: "trigger",
  correlation: "run 01RUN1",
  severity: "error",
  system: { name: "run:failed", payload: { run_id: "01RUN1", timestamp: iso(minutesAgo(6)), error: "No such cart" } },
} as const;
const cancellation = {
  name: "shop-charge was cancelled",
  type: "near-miss",
  occurredAt: minutesAgo(5),
  system: { name: "run:cancelled", payload: { run_id: "01RUN2", timestamp: iso(minutesAgo(5)), reason: "function cancelled" } },
} as const;

export const inngest: readonly Fixture[] = [
  {
    title: "a function that failed",
    source: `${page}/inngest-function-failed`,
    body: failed,
    signed: standardWebhooks("msg_inngest_1"),
    expected: { moments: [failure] },
  },
  {
    title: "a failure whose error is a text",
    source: `${page}/inngest-function-failed`,
    body: { ...failed, id: "01FAILED2", data: { ...failed.data, error: "No such cart" } },
    expected: { moments: [failure] },
  },
  {
    title: "a failure without an error and a run",
    source: `${page}/inngest-function-failed`,
    body: { ...failed, id: "01FAILED3", data: { function_id: "shop-charge" } },
    expected: { moments: [{ name: "shop-charge failed", system: null, correlation: null }] },
  },
  {
    title: "a function that was cancelled",
    source: `${page}/inngest-function-cancelled`,
    body: cancelled,
    expected: { moments: [cancellation] },
  },
  {
    title: "a batch of events",
    source: "https://www.inngest.com/docs/guides/batching",
    body: [failed, { name: "cart/checked.out", id: "01CART", data: {} }, cancelled],
    expected: { moments: [failure, cancellation] },
  },
  {
    title: "what a function is called with",
    source: `${page}/inngest-function-failed`,
    body: { event: { ...failed, id: "01FAILED4" }, runId: "01RUN9", step: {} },
    expected: { moments: [failure] },
  },
  {
    title: "an event of the app",
    source: "https://www.inngest.com/docs/features/events-triggers/event-format",
    body: { name: "inngest/function.finished", id: "01DONE", ts: minutesAgo(1), data: { function_id: "shop-charge", run_id: "01RUN3" } },
    expected: { note: /inngest\/function.finished makes no moment/ },
  },
  {
    title: "what a function with batchEvents is called with, one of them none",
    source: "https://www.inngest.com/docs/guides/batching",
    body: { event: failed, events: [failed, null, { ...cancelled, id: "01CANCELLED2", data: [] }], runId: "01RUN9", step: {} },
    expected: { moments: [failure, { name: "a function was cancelled", correlation: null }], note: /^1 of 3 are no events/ },
  },
  { title: "something else", source: page, body: { event: "x" }, expected: { error: /must be one of Inngest's events/ } },
];
