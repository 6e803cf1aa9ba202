import { readFileSync, writeFileSync } from "node:fs";

// Loaded before a process's own code (faults/clock.ts): its Date is ahead by what a file says, and a timer that is due by then runs.

const file = process.env.FAULTS_CLOCK_FILE;
const lookMs = 10;
/** Shorter timers run by themselves soon enough. */
const shortestMs = 500;

const RealDate = Date;
const realNow = Date.now;
const { setTimeout: realTimeout, setInterval: realInterval, clearTimeout: realClear, setImmediate: soon } = globalThis;
const read = () => Number(readFileSync(file, "utf8"));
let aheadMs = read();
/** Says which clock this process goes by. */
const tell = () => writeFileSync(`${file}.${process.pid}`, String(aheadMs));
tell();
const now = () => realNow() + aheadMs;

globalThis.Date = new Proxy(RealDate, {
  construct: (target, given, made) => Reflect.construct(target, given.length > 0 ? given : [now()], made),
  apply: () => new RealDate(now()).toString(),
  get: (target, name, receiver) => (name === "now" ? now : Reflect.get(target, name, receiver)),
});
RealDate.prototype.constructor = globalThis.Date;

/** Timers that wait, and when they are due by this clock. */
const waiting = new Map();
globalThis.setTimeout = Object.defineProperties((callback, ms, ...given) => {
  if (!(ms >= shortestMs)) return realTimeout(callback, ms, ...given);
  const run = () => {
    waiting.delete(timer);
    callback(...given);
  };
  const timer = realTimeout(run, ms);
  waiting.set(timer, { due: now() + ms, run });
  return timer;
}, Object.getOwnPropertyDescriptors(realTimeout));

realInterval(() => {
  const next = read();
  const hasMoved = next !== aheadMs;
  aheadMs = next;
  for (const [timer, { due, run }] of waiting) {
    if (timer._destroyed) waiting.delete(timer);
    else if (due <= now()) {
      realClear(timer);
      soon(run);
    }
  }
  if (hasMoved) tell();
}, lookMs).unref();
