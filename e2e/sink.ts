import { pathToFileURL } from "node:url";
import { startSink } from "./sink/server";

export type { Received, Sink, Step } from "./sink/server";
export { startSink } from "./sink/server";
export { type SmtpSink, startSmtpSink } from "./sink/smtp";

/** `npx tsx e2e/sink.ts --port N`: starts the vendors and prints their URLs as one JSON line. */
async function main(): Promise<void> {
  const at = process.argv.indexOf("--port");
  const sink = await startSink({ port: at < 0 ? 0 : Number(process.argv[at + 1]) });
  console.log(JSON.stringify({ port: sink.port, ...sink.urls }));
  for (const signal of ["SIGINT", "SIGTERM"] as const) process.once(signal, () => void sink.close());
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) void main();
