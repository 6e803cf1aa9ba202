import type { Measured } from "./bench";
import type { FanFigures, FanName } from "./fan";

interface Row {
  label: string;
  unit: string;
  /** Null where this machine cannot tell. */
  of: (measured: Measured) => number | null;
  /** Which way is better. */
  better: "more" | "less";
}

const rows: Record<string, Row> = {
  one_by_one: { label: "One by one, delivered", unit: "/s", of: (all) => all.one_by_one.delivered_per_second, better: "more" },
  one_by_one_accepted: { label: "One by one, accepted", unit: "/s", of: (all) => all.one_by_one.accepted_per_second, better: "more" },
  batch_50: { label: "50 at a time, delivered", unit: "/s", of: (all) => all.batch_50.delivered_per_second, better: "more" },
  batch_50_accepted: { label: "50 at a time, accepted", unit: "/s", of: (all) => all.batch_50.accepted_per_second, better: "more" },
  accept_p50: { label: "At 300/s, publish to 202, p50", unit: "ms", of: (all) => all.latency_300.accept_ms.p50, better: "less" },
  accept_p99: { label: "At 300/s, publish to 202, p99", unit: "ms", of: (all) => all.latency_300.accept_ms.p99, better: "less" },
  deliver_p50: { label: "At 300/s, publish to received, p50", unit: "ms", of: (all) => all.latency_300.deliver_ms.p50, better: "less" },
  deliver_p90: { label: "At 300/s, publish to received, p90", unit: "ms", of: (all) => all.latency_300.deliver_ms.p90, better: "less" },
  deliver_p99: { label: "At 300/s, publish to received, p99", unit: "ms", of: (all) => all.latency_300.deliver_ms.p99, better: "less" },
  cpu_100: { label: "At 100/s, processor time of an alert", unit: "µs", of: (all) => all.steady_100.cpu_us, better: "less" },
  cpu_one: { label: "One by one, processor time of an alert", unit: "µs", of: (all) => all.one_by_one.cpu_us, better: "less" },
  cpu_batch: { label: "50 at a time, processor time of an alert", unit: "µs", of: (all) => all.batch_50.cpu_us, better: "less" },
  rss: { label: "Memory afterwards, without a database", unit: "MB", of: (all) => all.rss_mb, better: "less" },
};

/** How many times better Hotline is than the peer in each row; below 1 it is worse. */
export const ratiosOf = (hotline: Measured, peer: Measured): Record<string, number | null> =>
  Object.fromEntries(Object.entries(rows).map(([name, row]) => [name, ratioOf(row, hotline, peer)]));

function ratioOf({ of, better }: Row, hotline: Measured, peer: Measured): number | null {
  const [own, other] = [of(hotline), of(peer)];
  if (own === null || other === null) return null;
  return Math.round((better === "more" ? own / other : other / own) * 100) / 100;
}

const inUnit = (value: number | null, unit: string): string => (value === null ? "unknown" : `${value} ${unit}`);

interface Compared {
  machine: Record<string, unknown>;
  hotline: Measured;
  fans: Record<FanName, FanFigures>;
  peer: "not installed" | (Measured & { name: string; version: string });
}

/** The result for people. */
export function benchTable({ machine, hotline, fans, peer }: Compared): string[] {
  const isAlone = peer === "not installed";
  const cells = [
    ["", "Hotline", isAlone ? "" : "Alertmanager", isAlone ? "" : "Hotline is better by"],
    ...Object.values(rows).map((row) => [
      row.label,
      inUnit(row.of(hotline), row.unit),
      isAlone ? "" : inUnit(row.of(peer), row.unit),
      isAlone ? "" : `× ${ratioOf(row, hotline, peer) ?? "unknown"}`,
    ]),
    ["PostgreSQL's memory afterwards", `${hotline.postgres_mb} MB`, "", ""],
  ];
  const widths = [0, 1, 2, 3].map((column) => Math.max(...cells.map((row) => row[column]?.length ?? 0)));
  const lines = cells.map((row) =>
    row
      .map((cell, column) => (column === 0 ? cell.padEnd(widths[0] ?? 0) : cell.padStart(widths[column] ?? 0)))
      .join("  ")
      .trimEnd(),
  );
  const about = Object.entries(machine).map(([name, value]) => `${name} ${value}`);
  return [
    ...lines,
    "",
    ...fanLines(fans),
    "",
    about.join(" · "),
    ...lossLines("Hotline", hotline),
    isAlone ? "peer: not installed" : lossLines("Alertmanager", peer).join("\n"),
  ].filter(Boolean);
}

const fanLabels: Record<FanName, string> = {
  one_to_1: "1,000 alerts to one destination",
  one_to_200: "1 alert to 200 destinations",
  one_to_1000: "1 alert to 1,000 destinations",
  each_to_its_own: "1,000 alerts, each to its own destination",
  fifty_to_200: "50 alerts to 200 destinations",
};

const fanLines = (fans: Record<FanName, FanFigures>): string[] =>
  (Object.entries(fanLabels) as [FanName, string][]).map(([name, label]) => {
    const { missing, until_all_ms, cpu_us } = fans[name];
    return `${label.padEnd(42)} ${inUnit(cpu_us, "µs").padStart(9)} a delivery, all there after ${until_all_ms} ms${missing > 0 ? `, ${missing} missing` : ""}`;
  });

/** Whatever was accepted and did not arrive, arrived twice, or was refused. */
function lossLines(name: string, { one_by_one, batch_50, latency_300 }: Measured): string[] {
  return Object.entries({ latency_300, one_by_one, batch_50 }).flatMap(([phase, { published, delivered, duplicates, refused }]) =>
    published === delivered && duplicates + refused === 0
      ? []
      : [`${name}, ${phase}: of ${published} accepted ${delivered} arrived in time, ${duplicates} twice; ${refused} were refused`],
  );
}
