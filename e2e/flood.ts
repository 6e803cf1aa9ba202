import { call } from "./app";
import type { Sink } from "./sink";
import { until } from "./until";

type Api = (
  method: string,
  path: string,
  body?: unknown,
) => ReturnType<typeof call<{ id: string; data: { id: string }[]; next_cursor: string | null }>>;

/** Calls of one organization in an app of the test's own. */
export const apiOf =
  (app: { url: string }, key: string): Api =>
  (method, path, body) =>
    call(app, key, method, path, body);

/** A webhook destination at `url` for everything that is published. */
export async function routeEverything(api: Api, url: string): Promise<string> {
  const made = async (noun: string, body: object) => {
    const answer = await api("POST", `/api/v1/${noun}`, { name: "All", ...body });
    if (answer.status !== 201) throw new Error(`${noun}: ${answer.status} ${JSON.stringify(answer.body)}`);
    return answer.body.id;
  };
  const channel = await made("channels", { pattern: ".*" });
  const destination = await made("destinations", { kind: "webhook", config: { url } });
  await made("subscriptions", { channel_ids: [channel], destination_ids: [destination] });
  return destination;
}

export interface Flood {
  /** Ids that were answered 202. */
  accepted: string[];
  /** Every other answer: its status (0 for none), how long it took, and its Retry-After. */
  refused: { status: number; ms: number; retryAfter: string | null }[];
  /** Resolves once so many more were accepted. */
  more(count: number, timeoutMs?: number): Promise<unknown>;
  stop(): Promise<void>;
}

/** Publishes one alert after the other from `senders` callers at once, whatever is answered, until it is stopped. */
export function startFlood(api: Api, senders = 4): Flood {
  const accepted: string[] = [];
  const refused: Flood["refused"] = [];
  let stopped = false;
  const send = async (sender: number) => {
    for (let index = 0; !stopped; index++) {
      const started = performance.now();
      const answer = await api("POST", "/api/v1/alerts", { name: `flood:${sender}:${index}` }).catch(() => null);
      if (answer?.status === 202) accepted.push(answer.body.id);
      else
        refused.push({
          status: answer?.status ?? 0,
          ms: performance.now() - started,
          retryAfter: answer?.headers.get("retry-after") ?? null,
        });
      // About 40 a second each: what is tested is what survives, not how much.
      await new Promise((resolve) => setTimeout(resolve, 25));
    }
  };
  const running = Array.from({ length: senders }, (_, sender) => send(sender));
  return {
    accepted,
    refused,
    more: (count, timeoutMs = 60_000) => {
      const goal = accepted.length + count;
      return until(
        async () => accepted.length,
        (length) => length >= goal,
        timeoutMs,
      );
    },
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}

/** Ids of the alerts in history with that status. */
async function listed(api: Api, query: string): Promise<Set<string>> {
  const ids = new Set<string>();
  let cursor: string | null = null;
  do {
    const { status, body }: Awaited<ReturnType<Api>> = await api(
      "GET",
      `/api/v1/alerts?limit=200&${query}${cursor ? `&cursor=${cursor}` : ""}`,
    );
    if (status !== 200) throw new Error(`history: ${status}`);
    for (const { id } of body.data) ids.add(id);
    cursor = body.next_cursor;
  } while (cursor);
  return ids;
}

/** What the accepted alerts lack: those not in history, not `sent`, or not received, and those received under two ids. Empty when nothing is lost. */
export async function findLosses(api: Api, accepted: readonly string[], sink: Sink, hook: string) {
  const all = await listed(api, "");
  const sent = await listed(api, "status=sent");
  const byAlert = new Map<string, Set<string>>();
  for (const { json, headers } of sink.received(hook)) {
    const id = (json as { alert_id: string }).alert_id;
    byAlert.set(id, (byAlert.get(id) ?? new Set()).add(headers["webhook-id"] as string));
  }
  return {
    forgotten: accepted.filter((id) => !all.has(id)),
    unsent: accepted.filter((id) => !sent.has(id)),
    unreceived: accepted.filter((id) => !byAlert.has(id)),
    twice: [...byAlert].filter(([, ids]) => ids.size > 1).map(([id]) => id),
  };
}

export const noLosses = { forgotten: [], unsent: [], unreceived: [], twice: [] };

/** Looks until nothing is missing any more, at most for `timeoutMs`. */
export const untilNoLosses = (api: Api, accepted: readonly string[], sink: Sink, hook: string, timeoutMs?: number) =>
  until(
    () => findLosses(api, accepted, sink, hook),
    ({ forgotten, unsent, unreceived }) => forgotten.length + unsent.length + unreceived.length === 0,
    timeoutMs,
  );
