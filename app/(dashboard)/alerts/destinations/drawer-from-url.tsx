"use client";

import { useRouter } from "next/navigation";
import { DestinationDrawer } from "@/components/destination/destination-drawer";
import { changeAddress } from "@/components/page/address";
import { useToast } from "@/components/ui/popup/toast";
import { useRole } from "@/lib/client/queries/me";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import { useOpenedDrawer } from "../opened";

/** The drawer as the address names it: `?new=1`, `?new=1&kind=<kind>`, `?edit=<id>`. Back closes it. */
export function DrawerFromUrl() {
  const { isAdmin } = useRole();
  const { isOpen, opened, onOpenChange } = useOpenedDrawer();
  const offer = useOffer();
  return (
    <DestinationDrawer
      open={isAdmin && isOpen}
      onOpenChange={onOpenChange}
      id={opened.edit ?? undefined}
      kind={opened.kind ?? undefined}
      onKindChange={(kind) => changeAddress({ kind }, "replace")}
      onSaved={(destination) => offer(destination, opened.edit === null)}
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
