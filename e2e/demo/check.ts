import { setTimeout as wait } from "node:timers/promises";
import type { DemoAlert, DemoKind } from "../../prisma/seed";
import type { PostedMoment } from "./moments";
import type { Receivers } from "./receivers";

/** How long everything may take to arrive, in milliseconds: Slack takes one message a second. */
const arriveMs = 60_000;
const pollMs = 100;

export const demoKinds: readonly DemoKind[] = ["email", "slack", "pagerduty", "webhook"];

export type PublishedAlert = { id: string; name: string } & Pick<DemoAlert, "environment" | "reaches">;

interface HistoryAlert {
  environment: string | null;
  trace: object | null;
  deliveries: { destination: { kind: DemoKind }; status: string; attempts: { outcome: string | null }[] }[];
}

/** What the receivers logged, what history says, and where either differs from what was promised. */
export interface Result {
  ok: boolean;
  problems: string[];
  receivers: Record<DemoKind, { count: number; alert_ids: (string | null)[] }>;
  moments: { events: number; success: number; error: number; posted: Omit<PostedMoment, "problems">[] };
  history: {
    agrees: boolean;
    deliveries: number;
    alerts: { id: string; name: string; environment: string | null; expected: DemoKind[]; sent: DemoKind[] }[];
  };
}

export type Api = <Answer>(method: string, path: string) => Promise<Answer>;

interface Promised {
  alerts: PublishedAlert[];
  posted: PostedMoment[];
}

/** Waits until everything promised arrived and history has it as sent, then compares: each once, and nothing else. */
export async function checkDemo(promised: Promised, receivers: Receivers, api: Api, signal: AbortSignal): Promise<Result> {
  const deadline = Date.now() + arriveMs;
  for (;;) {
    const result = compare(promised, receivers, await readHistory(promised.alerts, api));
    if (result.ok || Date.now() > deadline) return result;
    await wait(pollMs, undefined, { signal });
  }
}

async function readHistory(published: PublishedAlert[], api: Api): Promise<Map<string, HistoryAlert>> {
  const history = new Map<string, HistoryAlert>();
  for (const { id } of published) history.set(id, await api<HistoryAlert>("GET", `/api/v1/alerts/${id}`));
  return history;
}

function compare({ alerts: published, posted }: Promised, receivers: Receivers, history: Map<string, HistoryAlert>): Result {
  const arrivals = receivers.arrivals();
  const of = (kind: DemoKind) => arrivals.filter((arrival) => arrival.kind === kind).map(({ alertId }) => alertId);
  const logged = Object.fromEntries(demoKinds.map((kind) => [kind, { count: of(kind).length, alert_ids: of(kind) }]));
  const arrived = arrivalProblems(published, of);
  const told = published.flatMap((alert) => historyProblems(alert, history.get(alert.id)));
  const alerts = published.map(({ id, name, environment, reaches }) => {
    const sent = (history.get(id)?.deliveries ?? []).filter(({ status }) => status === "sent").map(({ destination }) => destination.kind);
    return { id, name, environment, expected: reaches, sent: sent.sort() };
  });
  const misread = posted.flatMap(({ problems }) => problems);
  const count = (status: string) => posted.filter((one) => one.status === status).length;
  return {
    ok: arrived.length + told.length + misread.length === 0,
    problems: [...arrived, ...told, ...misread],
    receivers: logged as Result["receivers"],
    moments: {
      events: posted.length,
      success: count("success"),
      error: count("error"),
      posted: posted.map(({ problems: _problems, ...one }) => one),
    },
    history: { agrees: told.length === 0, deliveries: alerts.reduce((sum, { sent }) => sum + sent.length, 0), alerts },
  };
}

function arrivalProblems(published: PublishedAlert[], of: (kind: DemoKind) => (string | null)[]): string[] {
  return demoKinds.flatMap((kind) => {
    const ids = of(kind);
    const strangers = ids.filter((id) => !published.some((alert) => alert.id === id));
    const wrong = published.flatMap(({ id, name, reaches }) => {
      const times = ids.filter((arrived) => arrived === id).length;
      const promised = reaches.includes(kind) ? 1 : 0;
      return times === promised ? [] : [`${kind} received ${name} (${id}) ${times} times instead of ${promised}`];
    });
    return [...wrong, ...strangers.map((id) => `${kind} received something else (${id ?? "without an alert's id"})`)];
  });
}

function historyProblems({ id, name, environment, reaches }: PublishedAlert, told: HistoryAlert | undefined): string[] {
  const problem = (words: string) => [`history of ${name} (${id}): ${words}`];
  if (!told?.trace) return problem("not routed yet");
  if (told.environment !== environment) return problem(`environment ${told.environment} instead of ${environment}`);
  const kinds = told.deliveries.map(({ destination }) => destination.kind).sort();
  if (kinds.join() !== reaches.join()) return problem(`deliveries to ${kinds.join(", ") || "nobody"} instead of ${reaches.join(", ")}`);
  const open = told.deliveries.filter(({ status, attempts }) => status !== "sent" || attempts.length !== 1);
  return open.flatMap(({ destination, status, attempts }) =>
    problem(`${destination.kind} is ${status} after ${attempts.length} attempts (${attempts.at(-1)?.outcome ?? "no outcome"})`),
  );
}
