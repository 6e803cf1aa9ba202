"use client";

import { useSearchParams } from "next/navigation";
import { Drawer } from "@/components/ui/popup/drawer";
import { useRole } from "@/lib/client/queries/me";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import { beginning } from "@/lib/domain/plain-text";
import { useOpenedDrawer } from "../opened";
import { useParts } from "./parts";
import { SubscriptionDetails } from "./subscription-details";
import { SubscriptionForm } from "./subscription-form";
import type { SubscriptionValues } from "./subscription-values";

/** What the address asks for: a new subscription, a copy of one, one to change or, for members, to read. */
export function SubscriptionDrawer() {
  const { isOpen, opened, onOpenChange } = useOpenedDrawer();
  const params = useSearchParams();
  const subscriptions = useSubscriptions().data;
  const { isReady } = useParts();
  const { isAdmin, reason } = useRole();
  if (!subscriptions || !isReady) return null;

  const id = opened.edit ?? opened.from;
  const found = subscriptions.find((subscription) => subscription.id === id);
  if (opened.edit && !found)
    return (
      <Drawer open={isOpen} onOpenChange={onOpenChange} title="There is no such subscription">
        <p className="text-muted-foreground text-sm">It was deleted, or it belongs to another organization.</p>
      </Drawer>
    );
  if (!isAdmin) return <SubscriptionDetails open={isOpen} onOpenChange={onOpenChange} subscription={found} reason={reason} />;

  const linked = (name: string) => params.getAll(name).slice(0, 1);
  const initial: SubscriptionValues = found
    ? { ...found, name: opened.edit ? found.name : beginning(`${found.name} (copy)`, 100) }
    : { name: null, channel_ids: linked("channel_id"), destination_ids: linked("destination_id"), environment: null, enabled: true };
  return (
    <SubscriptionForm key={`${opened.edit} ${opened.from}`} open={isOpen} onOpenChange={onOpenChange} id={opened.edit} initial={initial} />
  );
}
