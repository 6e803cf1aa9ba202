"use client";

import { useEffect, useSyncExternalStore } from "react";
import { useToast } from "@/components/ui/popup/toast";

/** How long a deletion can be taken back, in milliseconds. A deleted entry cannot be made again under its id. */
const undoMs = 8_000;

interface Held {
  timer: ReturnType<typeof setTimeout>;
  commit: () => void;
}

/** What is gone from its list and not deleted yet, by id. Outlives the page that it was deleted on. */
let held: ReadonlyMap<string, Held> = new Map();
const none: ReadonlyMap<string, Held> = new Map();
const listeners = new Set<() => void>();

function hold(id: string, entry: Held | null): void {
  const next = new Map(held);
  if (entry) next.set(id, entry);
  else next.delete(id);
  held = next;
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

function commitAll(): void {
  for (const { timer, commit } of held.values()) {
    clearTimeout(timer);
    commit();
  }
}

interface Deletion {
  id: string;
  /** What happened: "Deleted Payments". */
  title: string;
  remove: (id: string) => Promise<unknown>;
}

/** Deletes an entry a little later, so that it can be taken back whole. Who leaves Hotline meanwhile has decided. */
export function useDelayedDelete() {
  const { show } = useToast();
  const ids = useSyncExternalStore(
    subscribe,
    () => held,
    () => none,
  );
  useEffect(() => {
    window.addEventListener("pagehide", commitAll);
    return () => window.removeEventListener("pagehide", commitAll);
  }, []);

  function deleteLater({ id, title, remove }: Deletion): void {
    const failed = (error: unknown) =>
      show({ tone: "error", title: "That could not be deleted", description: error instanceof Error ? error.message : undefined });
    const commit = () => {
      remove(id)
        .catch(failed)
        .finally(() => hold(id, null));
    };
    hold(id, { timer: setTimeout(commit, undoMs), commit });
    const undo = () => {
      clearTimeout(held.get(id)?.timer);
      hold(id, null);
    };
    show({ title, timeoutMs: undoMs, action: { label: "Undo", onClick: undo } });
  }

  return { isHeld: (id: string) => ids.has(id), deleteLater };
}
