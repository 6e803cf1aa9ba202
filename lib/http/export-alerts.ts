import { type ExportedAlert, readExportBatch } from "../data/alerts/export";
import type { AlertFilter } from "../domain/alerts/alert";
import { csvLine, csvMark } from "../domain/csv";
import type { Actor } from "../domain/people/actor";
import { Problem } from "../domain/problem";
import { log } from "../log";
import { isDraining } from "../request/draining";
import { takeShare } from "../request/shares";

/** Exports that this process writes at once, and those of one organization: each asks the database again and again. */
const share = { all: 6, own: 2 };
/** How long a receiver may take nothing, in milliseconds. */
const stallMs = 60_000;
/** A batch holds about so much, in characters, and so many alerts at least and at most: a payload has up to 1 MiB. */
const batchCharacters = 2_000_000;
const batchSize = { first: 20, least: 5, most: 500 };

const columns = [
  "id",
  "created_at",
  "name",
  "environment",
  "source",
  "severity",
  "action",
  "dedup_key",
  "channels",
  "sent",
  "pending",
  "failed",
  "skipped",
  "routed_at",
  "replay_of",
  "payload",
] as const;

const formats = {
  csv: {
    type: "text/csv; charset=utf-8",
    begin: `${csvMark}${csvLine(columns)}`,
    between: "",
    end: "",
    line: ({ channels, deliveries, payloadText, ...alert }: ExportedAlert) => {
      const cells = { ...alert, ...deliveries, channels: channels.map(({ name }) => name).join("; "), payload: payloadText };
      return csvLine(columns.map((column) => cells[column]));
    },
  },
  json: {
    type: "application/json; charset=utf-8",
    begin: "[\n",
    between: ",\n",
    end: "\n]\n",
    // The payload as it was written: its numbers and key order survive.
    line: ({ payloadText, ...alert }: ExportedAlert) => `${JSON.stringify(alert).slice(0, -1)},"payload":${payloadText}}`,
  },
};

/** The file, piece by piece: a batch of alerts each. Ends early once `isOver`. */
async function* write(actor: Actor, filter: AlertFilter, format: keyof typeof formats, isOver: () => boolean): AsyncGenerator<string> {
  const { begin, between, end, line } = formats[format];
  let text = begin;
  let isFirst = true;
  let size: number = batchSize.first;
  let before: string | null = null;
  do {
    if (isOver()) throw new Error("The export was cut off.");
    const { alerts, next } = await readExportBatch(actor, filter, before, size);
    for (const alert of alerts) {
      text += (isFirst ? "" : between) + line(alert);
      isFirst = false;
    }
    // A batch may have looked through many alerts and found none.
    if (text !== "") yield text;
    text = "";
    before = next;
    size = nextSize(alerts);
  } while (before !== null);
  if (end !== "") yield end;
}

/**
 * A download of every alert that matches, written as fast as it is taken. It is cut off when the caller is gone or takes nothing for a
 * minute, when the database is away, and when the process is about to end. Throws 429 while too many exports are being written.
 */
export async function exportAlerts(
  actor: Actor,
  filter: AlertFilter,
  format: keyof typeof formats,
  signal: AbortSignal,
): Promise<Response> {
  const release = takeShare("exports", actor.organizationId, share);
  if (!release) throw new Problem(429, "too_many_exports", "Several exports are being written already.", { retryAfterSeconds: 5 });
  let isOpen = true;
  let stalled: NodeJS.Timeout | undefined;
  const finish = () => {
    if (!isOpen) return;
    isOpen = false;
    clearTimeout(stalled);
    release();
  };
  try {
    const pieces = write(actor, filter, format, () => !isOpen || isDraining());
    // The first piece comes before the answer, so that what is refused is refused in words.
    const first = await pieces.next();
    const encoder = new TextEncoder();
    const body = new ReadableStream<Uint8Array>({
      start(controller) {
        signal.addEventListener("abort", finish, { once: true });
        stalled = setTimeout(() => {
          finish();
          controller.error(new Error("The receiver takes nothing."));
        }, stallMs);
        controller.enqueue(encoder.encode(first.value ?? ""));
      },
      async pull(controller) {
        stalled?.refresh();
        try {
          const { value, done } = await pieces.next();
          if (!done) return controller.enqueue(encoder.encode(value));
          finish();
          controller.close();
        } catch (err) {
          if (isOpen) log().warn({ err }, "an export was cut off");
          finish();
          controller.error(err);
        }
      },
      cancel: finish,
    });
    return new Response(body, { headers: headersOf(format) });
  } catch (error) {
    finish();
    throw error;
  }
}

function headersOf(format: keyof typeof formats): Record<string, string> {
  const time = new Date().toISOString().slice(0, 16).replace(":", "");
  return {
    "content-type": formats[format].type,
    "content-disposition": `attachment; filename="alerts-${time}Z.${format}"`,
    "cache-control": "no-store",
  };
}

function nextSize(alerts: readonly ExportedAlert[]): number {
  if (alerts.length === 0) return batchSize.most;
  const average = alerts.reduce((sum, { payloadText }) => sum + payloadText.length + 500, 0) / alerts.length;
  return Math.min(batchSize.most, Math.max(batchSize.least, Math.floor(batchCharacters / average)));
}
