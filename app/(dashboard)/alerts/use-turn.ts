"use client";

import { useUndo } from "@/components/ui/popup/toast";

type Update = (change: { id: string; patch: { enabled: boolean } }) => Promise<unknown>;

/** Enables or disables an entry at once; the toast takes it back. */
export function useTurn(update: Update) {
  const { undoable } = useUndo();
  return ({ id, name }: { id: string; name: string }, enabled: boolean) =>
    void undoable({
      title: `${enabled ? "Enabled" : "Disabled"} ${name}`,
      perform: () => update({ id, patch: { enabled } }),
      undo: () => update({ id, patch: { enabled: !enabled } }),
    });
}
