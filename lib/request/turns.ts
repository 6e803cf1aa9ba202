import type { Steps } from "../domain/steps";
import { oncePerProcess } from "../once-per-process";
import { callNext, type WaitingLine, waitIn } from "./waiting-line";

/** Longest that work in steps holds the event loop at a time, in milliseconds, and a step. */
const turnMs = 4;
/** Which share of the time such work may take in the long run, and how many milliseconds of it before that counts: the rest is for everybody else. */
const longRunShare = 0.5;
const burstMs = 20;

interface Turns {
  /** Milliseconds that were taken and not waited for yet, as of `at`. */
  debtMs: number;
  at: number;
  isTaken: boolean;
  isArmed: boolean;
  /** Who waits for a turn. */
  waiting: WaitingLine;
}

const turns = oncePerProcess("turns", (): Turns => ({ debtMs: 0, at: 0, isTaken: false, isArmed: false, waiting: new Map() }));

function owed(of: Turns): number {
  const now = performance.now();
  of.debtMs = Math.max(0, of.debtMs - (now - of.at) * longRunShare);
  of.at = now;
  return of.debtMs;
}

function takeTurn(organizationId: string): Promise<void> | null {
  const of = turns();
  if (!of.isTaken && of.waiting.size === 0 && owed(of) < turnMs) {
    of.isTaken = true;
    return null;
  }
  const turn = waitIn(of.waiting, organizationId);
  arm(of);
  return turn;
}

/** Gives the next turn as soon as the event loop has done what else there is, and as the long run allows. */
function arm(of: Turns): void {
  if (of.isTaken || of.isArmed || of.waiting.size === 0) return;
  of.isArmed = true;
  const waitMs = (owed(of) - burstMs) / longRunShare;
  const give = () => {
    of.isArmed = false;
    of.isTaken = callNext(of.waiting);
  };
  if (waitMs > 0) setTimeout(give, waitMs);
  else setImmediate(give);
}

function endTurn(spentMs: number): void {
  const of = turns();
  owed(of);
  of.debtMs += spentMs;
  of.isTaken = false;
  arm(of);
}

/** How much time somebody's work may still take, in milliseconds. */
export interface Budget {
  leftMs: number;
}

/**
 * Runs an organization's work in steps without holding the process: a few milliseconds at a time, one organization after the other, and all of it
 * together half of the time at most. Resolves with what came out, or with null once the budget is spent: the same steps can be gone on with.
 */
export async function inTurns<T>(organizationId: string, steps: Steps<T>, budget: Budget): Promise<{ value: T } | null> {
  while (budget.leftMs > 0) {
    const turn = takeTurn(organizationId);
    if (turn !== null) await turn;
    const started = performance.now();
    const until = started + Math.min(turnMs, budget.leftMs);
    try {
      do {
        const { done, value } = steps.next();
        if (done) return { value };
      } while (performance.now() < until);
    } finally {
      const spentMs = performance.now() - started;
      budget.leftMs -= spentMs;
      endTurn(spentMs);
    }
  }
  return null;
}

/** The same to the end, however long that takes. */
export async function finishInTurns<T>(organizationId: string, steps: Steps<T>): Promise<T> {
  const budget = { leftMs: Number.POSITIVE_INFINITY };
  for (;;) {
    const done = await inTurns(organizationId, steps, budget);
    if (done) return done.value;
  }
}
