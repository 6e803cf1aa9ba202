import pino from "pino";
import { env } from "./env";
import { oncePerProcess } from "./once-per-process";

/** The process's log: one event, one JSON line, on standard error. Path tokens and credentials are never given to it. */
export const log = oncePerProcess("log", (): pino.Logger => {
  // Where nobody reads any more, a write is an error, which would be written, and be one again: nothing else would be done.
  for (const stream of [process.stdout, process.stderr]) stream.on("error", () => {});
  return pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
});
