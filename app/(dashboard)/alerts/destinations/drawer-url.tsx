"use client";

import { useRouter } from "next/navigation";
import { parseAsString, useQueryStates } from "nuqs";
import { useCallback, useRef } from "react";
import { useToast } from "@/components/ui/toast";
import { useRole } from "@/lib/client/queries/me";
import type { DestinationShape } from "@/lib/domain/destination";
import { DestinationDrawer } from "./destination-drawer";

/** The drawer as the address names it: `?new=1`, `?new=1&kind=<kind>`, `?edit=<id>`. Back closes it. */
export function useDrawerUrl() {
  const [target, setTarget] = useQueryStates({ new: parseAsString, kind: parseAsString, edit: parseAsString }, { history: "push" });
  const make = (kind: string | null = null) => void setTarget({ new: "1", kind, edit: null });
  const edit = (id: string) => void setTarget({ new: null, kind: null, edit: id });
  return { target, setTarget, make, edit };
}

export function DrawerFromUrl() {
  const { isAdmin } = useRole();
  const { target, setTarget } = useDrawerUrl();
  const offer = useOffer();
  const isOpen = isAdmin && (target.new !== null || target.edit !== null);
  // While it closes, and when it must open again, it is still about the same one.
  const last = useRef(target);
  if (isOpen) last.current = target;
  const onOpenChange = useCallback(
    (open: boolean) => void setTarget(open ? last.current : { new: null, kind: null, edit: null }, { history: open ? "push" : "replace" }),
    [setTarget],
  );
  const shown = last.current;
  return (
    <DestinationDrawer
      open={isOpen}
      onOpenChange={onOpenChange}
      id={shown.edit ?? undefined}
      kind={shown.kind ?? undefined}
      onKindChange={(kind) => void setTarget({ ...last.current, kind }, { history: "replace" })}
      onSaved={(destination) => offer(destination, shown.edit === null)}
    />
  );
}

/** Says that it is saved, and what a new destination still needs. */
function useOffer() {
  const { show } = useToast();
  const router = useRouter();
  return ({ id, name, verified }: DestinationShape, isNew: boolean) => {
    if (!isNew) return show({ tone: "success", title: `Saved ${name}` });
    show({
      tone: "success",
      title: `Created ${name}`,
      description: verified
        ? "It gets alerts once a subscription sends to it."
        : "A link was mailed to its address: nothing is sent there before it is confirmed.",
      action: { label: "Add to a subscription", onClick: () => router.push(`/alerts/subscriptions?new=1&destination_id=${id}`) },
    });
  };
}
