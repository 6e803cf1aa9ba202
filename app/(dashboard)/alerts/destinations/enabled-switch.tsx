"use client";

import { Switch } from "@/components/ui/choice/switch";
import { useUndo } from "@/components/ui/popup/toast";
import { useUpdateDestination } from "@/lib/client/queries/destinations";
import { useRole } from "@/lib/client/queries/me";
import type { DestinationShape } from "@/lib/domain/delivering/destination";

/** Switches a destination on and off at once; the toast takes it back. */
export function useEnabled({ id, name, enabled }: Pick<DestinationShape, "id" | "name" | "enabled">) {
  const { undoable } = useUndo();
  const update = useUpdateDestination();
  const set = (next: boolean) => update.mutateAsync({ id, patch: { enabled: next } });
  return {
    /** As it will be once the API has answered. */
    enabled: update.isPending ? (update.variables.patch.enabled ?? enabled) : enabled,
    setEnabled: (next: boolean) =>
      void undoable({ title: `${next ? "Enabled" : "Disabled"} ${name}`, perform: () => set(next), undo: () => set(!next) }),
  };
}

export function EnabledSwitch({ destination }: { destination: DestinationShape }) {
  const { reason } = useRole();
  const { enabled, setEnabled } = useEnabled(destination);
  return <Switch checked={enabled} onCheckedChange={setEnabled} label={`${destination.name} enabled`} disabledReason={reason} />;
}
