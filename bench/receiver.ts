import type { AddressInfo } from "node:net";
import { createServer } from "node:net";
import { now } from "./clock";
import { onMessage } from "./http-text";
import { type Percentiles, percentilesOf } from "./percentiles";

/** What arrived of one phase. */
export interface Received {
  phase: string;
  /** Different alerts at each address. */
  count: number;
  duplicates: number;
  /** When the last new one arrived (bench/clock.ts). */
  lastAt: number;
  /** Publish to arrival; null unless it was asked for. */
  delayMs: Percentiles | null;
}

/** The mark that the load generator puts in each alert: phase, number, time. It stands verbatim in what is delivered. */
const mark = /"mark": ?"(\w+) (\d+) ([\d.]+)"/;

let phase = "";
let seen = new Set<string>();
let delays: number[] = [];
let duplicates = 0;
let lastAt = 0;

function record(head: string, body: string): void {
  const found = mark.exec(body);
  if (!found || found[1] !== phase) return;
  const what = `${found[2]} ${head.split(" ", 2)[1]}`;
  if (seen.has(what)) {
    duplicates++;
    return;
  }
  seen.add(what);
  lastAt = now();
  delays.push(lastAt - Number(found[3]));
}

/** A webhook receiver in a process of its own, which answers 200 to everything. The parent asks by message: `{phase}` begins one, `{report}` tells. */
const server = createServer((socket) => {
  socket.on("error", () => {});
  onMessage(socket, (head, body) => {
    record(head, body);
    socket.write("HTTP/1.1 200 OK\r\ncontent-type: text/plain\r\ncontent-length: 2\r\n\r\nok");
  });
});
server.listen(0, "127.0.0.1", () => process.send?.({ port: (server.address() as AddressInfo).port }));

process.on("message", (message: { phase: string } | { report: "short" | "whole" }) => {
  if ("phase" in message) {
    phase = message.phase;
    seen = new Set();
    delays = [];
    duplicates = 0;
    lastAt = 0;
  }
  const isWhole = "report" in message && message.report === "whole";
  process.send?.({ phase, count: seen.size, duplicates, lastAt, delayMs: isWhole ? percentilesOf(delays) : null } satisfies Received);
});
process.on("disconnect", () => process.exit());
