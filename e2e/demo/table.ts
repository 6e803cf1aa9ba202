import { demoKinds, type Result } from "./check";
import type { Arrival } from "./receivers";

/** The result for people: a row an alert, a column a kind, each cell how often it arrived there. */
export function resultTable({ ok, problems, receivers, moments, history }: Result): string[] {
  const arrived = (kind: (typeof demoKinds)[number], id: string) =>
    String(receivers[kind].alert_ids.filter((one) => one === id).length || "–");
  const rows = [
    ["ALERT", "ENVIRONMENT", ...demoKinds.map((kind) => kind.toUpperCase()), "HISTORY"],
    ...history.alerts.map(({ id, name, environment, sent }) => [
      name,
      environment ?? "–",
      ...demoKinds.map((kind) => arrived(kind, id)),
      sent.length === 0 ? "no deliveries" : `${sent.length} sent`,
    ]),
  ];
  const events = [
    ["WEBHOOK", "EVENT", "MOMENT, OR WHAT IS WRONG"],
    ...moments.posted.map(({ webhook, status, reason, moments: [moment] }) => [
      webhook,
      status,
      moment ? `${moment.type}: ${moment.name}` : (reason ?? "–"),
    ]),
  ];
  const verdict = ok ? "Everything promised arrived, each once, and history agrees." : "Not everything promised arrived:";
  return ["", ...aligned(rows), "", ...aligned(events), "", verdict, ...problems.map((problem) => `  ${problem}`)];
}

function aligned(rows: string[][]): string[] {
  const widths = (rows[0] ?? []).map((_, column) => Math.max(...rows.map((row) => row[column]?.length ?? 0)));
  return rows.map((row) =>
    row
      .map((cell, column) => cell.padEnd(widths[column] ?? 0))
      .join("  ")
      .trimEnd(),
  );
}

export const arrivalLine = ({ kind, alertId }: Arrival): string => `${kind.padEnd(9)}  ${alertId ?? "no alert"}`;
