import pino from "pino";
import { env } from "./env";

const key = Symbol.for("hotline.log");
const store = globalThis as unknown as { [key]?: pino.Logger };

/** The process's log: one event, one JSON line, on standard error. Path tokens and credentials are never given to it. */
export function log(): pino.Logger {
  store[key] ??= pino({ level: env().LOG_LEVEL, base: null, timestamp: pino.stdTimeFunctions.isoTime }, pino.destination(2));
  return store[key];
}
