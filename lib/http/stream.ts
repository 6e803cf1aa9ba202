import { onChange, type Topic } from "../changes/change-feed";
import { type Actor, can } from "../domain/people/actor";
import { Problem } from "../domain/problem";
import { isDraining, onDrain } from "../request/draining";
import { takeShare } from "../request/shares";

/** Streams that one person or key may hold at once in this process: some browsers, and scripts. */
const maxPerActor = 12;
/** Those of everybody, and of one organization. */
const share = { all: 2_000, own: 400 };
/** So often a quiet stream says that it lives, in milliseconds: proxies hang up on silence after a minute or so. */
const commentMs = 15_000;
/** So often it is asked whether the caller still may hear, in milliseconds; also on each change of the configuration, which roles are part of. */
const checkMs = 60_000;
/** And once more after such a change, in milliseconds: each process remembers a key for a second. */
const checkAgainMs = 1_500;
/** When a browser connects again after a stream ended, in milliseconds. */
const reconnectMs = 3_000;

function take({ id, organizationId }: Actor): () => void {
  const refuse = (): never => {
    throw new Problem(429, "too_many_streams", "Too many event streams are open.", { retryAfterSeconds: 30 });
  };
  const releaseOwn = takeShare("streams of one", id, { all: Number.POSITIVE_INFINITY, own: maxPerActor }) ?? refuse();
  const release = takeShare("streams", organizationId, share);
  if (release)
    return () => {
      release();
      releaseOwn();
    };
  releaseOwn();
  return refuse();
}

/**
 * The changes of the caller's organization as server-sent events, until the caller hangs up, `check` says that they may no longer hear,
 * or the process is about to end. Throws 429 when too many streams are open, and 503 while the process drains.
 */
export function openStream(actor: Actor, check: () => Promise<Actor>, signal: AbortSignal): ReadableStream<Uint8Array> {
  if (isDraining()) throw new Problem(503, "draining", "Hotline is restarting.", { retryAfterSeconds: 1 });
  const release = take(actor);
  const encoder = new TextEncoder();
  const waiting = new Set<Topic>();
  const ends: (() => void)[] = [release];
  let isOpen = true;
  let send = () => {};

  const end = () => {
    if (!isOpen) return;
    isOpen = false;
    for (const undo of ends) undo();
  };
  return new ReadableStream<Uint8Array>({
    start(controller) {
      const write = (text: string) => controller.enqueue(encoder.encode(text));
      const close = () => {
        if (!isOpen) return;
        end();
        controller.close();
      };
      // To a caller who reads slowly, what changes meanwhile is told at once when they read on.
      send = () => {
        if (!isOpen || waiting.size === 0 || (controller.desiredSize ?? 0) <= 0) return;
        write(`event: change\ndata: ${JSON.stringify({ topics: [...waiting] })}\n\n`);
        waiting.clear();
      };
      let isChecking = false;
      let isCheckDue = false;
      // One at a time: where much changes, many streams would ask the database for more than it can answer.
      const checkNow = async (): Promise<void> => {
        isCheckDue = true;
        if (isChecking) return;
        isChecking = true;
        while (isOpen && isCheckDue) {
          isCheckDue = false;
          await check().then(
            (now) => {
              if (now.organizationId !== actor.organizationId || now.id !== actor.id || !can(now, "read")) close();
            },
            (error) => {
              // A database that is away for a moment is no reason to end every stream.
              if (error instanceof Problem && error.status < 500) close();
            },
          );
        }
        isChecking = false;
      };
      const comment = setInterval(() => {
        if ((controller.desiredSize ?? 0) > 0) write(":\n\n");
      }, commentMs);
      const checking = setInterval(() => void checkNow(), checkMs);
      let again: NodeJS.Timeout | undefined;
      signal.addEventListener("abort", close, { once: true });
      ends.push(
        onChange(actor.organizationId, (topics) => {
          for (const topic of topics) waiting.add(topic);
          send();
          if (!topics.has("config")) return;
          void checkNow();
          clearTimeout(again);
          again = setTimeout(() => void checkNow(), checkAgainMs);
        }),
        onDrain(close),
        () => clearInterval(comment),
        () => clearInterval(checking),
        () => clearTimeout(again),
        () => signal.removeEventListener("abort", close),
      );
      write(`retry: ${reconnectMs}\n\n`);
      if (signal.aborted) close();
    },
    pull: () => send(),
    cancel: end,
  });
}
