import { randomUUID } from "node:crypto";
import { wakes } from "../../../inngest/wakes";
import { allowance, spend, waitingUntil } from "../../domain/delivering/flow";
import { log } from "../../log";
import { isDraining } from "../../request/draining";
import { patiently } from "../patiently";
import { type Listener, listen, wake, wakeDestinations } from "../wake";
import { disableDestination } from "./disable";
import { endOwnLeases } from "./end-leases";
import { rememberOwner } from "./in-turn";
import { keepPause, pausedUntil } from "./pause";
import { render } from "./render";
import { sendClaimed } from "./send";
import { settle } from "./settle";
import { type Claimed, type Settled, settleAndClaim } from "./settle-and-claim";
import { releaseDestination, type Taken, takeAnew, takeDestination } from "./take";
import { takeBack } from "./take-back";

/** How long one run goes on claiming, in milliseconds; then another one takes over, as soon as nothing is in flight. */
const runMs = 20_000;
/** The longest that a run whose attempts never pause goes on, in milliseconds: within the limits of platforms. */
const maxRunMs = 100_000;
/** How long a destination that has nothing to send is held for more, in milliseconds: another process's wakes wait that long. */
const holdMs = 20;
/** How soon a run with free slots sees what fell due meanwhile, or what another process woke it for, in milliseconds. */
const pollMs = 1_000;

/**
 * Sends what is due at one destination, until nothing is; resolves with how many attempts that were. It claims only as many as it has free slots,
 * so that what is leased is dialled at once; each round settles what finished and claims what may go next, in one statement with the rounds of
 * other destinations. Before it ends, one wake is armed for the earliest that still waits. Does nothing when another run is at work.
 */
export async function workDestination(id: string): Promise<number> {
  const runnerId = randomUUID();
  const taken = await patiently(() => takeDestination(id, runnerId));
  if (!taken) return 0;
  rememberOwner(id, taken.organizationId);
  const { taken: worked, attempts, disable, waitUntil, isWoken, isCut } = await work(taken, runnerId);
  if (disable && (await patiently(() => disableDestination(worked, disable)))) {
    wake({ name: wakes.destinationDisabled, data: { destination_id: id, reason: disable } });
  }
  if (isCut) await patiently(() => endOwnLeases(id, runnerId));
  const released = await patiently(() => releaseDestination(id, runnerId));
  if (!isDraining() && (released.dueAt || released.isWoken || isWoken)) {
    const now = Date.now();
    const from = disable ? 0 : Math.max(released.dueAt?.getTime() ?? 0, waitingUntil(worked.flow, now)?.until ?? 0, waitUntil ?? 0);
    wakeDestinations([id], from);
  }
  return attempts;
}

interface Worked {
  /** As it was at the end. */
  taken: Taken;
  attempts: number;
  disable: string | null;
  waitUntil: number | null;
  /** A wake came that this run did not follow. */
  isWoken: boolean;
  /** The database went away during a claim, which may have gone through. */
  isCut: boolean;
}

async function work(taken: Taken, runnerId: string): Promise<Worked> {
  const listener = listen(taken.id);
  try {
    return await workUntilIdle(taken, runnerId, listener);
  } catch (error) {
    // Whoever works it next need not wait until the hold is over; what is in flight keeps its own lease.
    await releaseDestination(taken.id, runnerId).catch(() => {});
    throw error;
  } finally {
    listener.stop();
  }
}

/** Attempts under one state of the destination's settings. */
interface Part {
  taken: Taken;
  inFlight: number;
  finished: Settled[];
}

async function workUntilIdle(first: Taken, runnerId: string, listener: Listener): Promise<Worked> {
  const { kind } = first;
  const started = Date.now();
  let part: Part = { taken: first, inFlight: 0, finished: [] };
  /** Parts of before that are not over: what they have under way takes no slot of the present one. */
  let earlier: Part[] = [];
  const turnedBack: Claimed[] = [];
  let keptPause = first.flow.pausedUntil ?? 0;
  let lookedAt = started;
  let attempts = 0;
  let disable: string | null = null;
  let hasLingered = false;
  let isCut = false;

  const begin = (of: Part, claimed: Claimed) => {
    of.inFlight++;
    void sendClaimed(of.taken, claimed)
      .then((sent) => {
        if (sent === null) return void turnedBack.push(claimed);
        attempts++;
        const { settled, reason } = settle(of.taken, claimed, sent);
        if (of === part) disable ??= reason;
        of.finished.push(settled);
      })
      // What cannot even be settled is repeated when its lease ends.
      .catch((err) => log().error({ err, delivery: claimed.id }, "an attempt was not settled"))
      .finally(() => {
        of.inFlight--;
        listener.nudge();
      });
  };

  /** Settings that were changed take effect while attempts with the old ones are under way, however long these take. */
  const lookAgain = async () => {
    lookedAt = Date.now();
    const anew = await patiently(() => takeAnew(part.taken));
    if (!anew) return;
    const { flow } = part.taken;
    if (anew.flow.begunAt === flow.begunAt) return void Object.assign(part.taken, { ...anew, flow });
    earlier.push(part);
    part = { taken: anew, inFlight: 0, finished: [] };
    disable = null;
  };

  const isUnderWay = () => [part, ...earlier].some(({ inFlight }) => inFlight > 0);

  const settleEarlier = async () => {
    for (const { taken, finished } of earlier) {
      const settled = finished.splice(0);
      if (settled.length > 0) await patiently(() => settleAndClaim(taken, runnerId, settled, 0));
    }
    earlier = earlier.filter(({ inFlight, finished }) => inFlight > 0 || finished.length > 0);
  };

  for (;;) {
    const paused = pausedUntil(part.taken);
    if (paused > keptPause) {
      await patiently(() => keepPause(part.taken, paused));
      part.taken.flow = { ...part.taken.flow, pausedUntil: paused };
      keptPause = paused;
    }
    const back = turnedBack.splice(0);
    if (back.length > 0) await patiently(() => takeBack(back));
    if (earlier.length > 0) await settleEarlier();
    if (isUnderWay() && Date.now() - lookedAt >= pollMs) await lookAgain();
    const { taken } = part;
    const now = Date.now();
    const isOpen = !isDraining() && !isCut && disable === null && now - started < (part.inFlight === 0 ? runMs : maxRunMs);
    const allowed = isOpen ? allowance(taken.flow, kind, part.inFlight, now) : { count: 0, waiting: null };
    const settled = part.finished.splice(0);
    if (isOpen) listener.isWoken = false;
    const claimed = await patiently(
      () => settleAndClaim(taken, runnerId, settled, isCut ? 0 : allowed.count),
      () => {
        isCut = true;
      },
    );
    taken.flow = spend(taken.flow, kind, claimed.length, now);
    await patiently(() => render(taken, claimed));
    for (const one of claimed) begin(part, one);
    if (turnedBack.length > 0 || [part, ...earlier].some(({ finished }) => finished.length > 0)) continue;
    const hasRoom = claimed.length < allowed.count;
    if (claimed.length > 0) hasLingered = false;
    if (isUnderWay()) {
      await listener.wait(pollMs, { wakeable: hasRoom });
      // Answers that come in the same turn of the event loop are settled together.
      await new Promise((resolve) => setImmediate(resolve));
    } else if (claimed.length === 0) {
      // A wake that brings nothing ends the run: the destination may have been changed, and the next run opens it anew.
      if (hasRoom && !hasLingered) await listener.wait(holdMs, { wakeable: true });
      if (!hasRoom || hasLingered || !listener.isWoken)
        return { taken, attempts, disable, waitUntil: allowed.waiting?.until ?? null, isWoken: listener.isWoken, isCut };
      hasLingered = true;
    }
  }
}
