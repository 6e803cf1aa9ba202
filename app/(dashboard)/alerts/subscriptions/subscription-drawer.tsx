"use client";

import { useSearchParams } from "next/navigation";
import { useState } from "react";
import { changeAddress } from "@/components/address";
import { Drawer } from "@/components/ui/drawer";
import { useRole } from "@/lib/client/queries/me";
import { useSubscriptions } from "@/lib/client/queries/subscriptions";
import { openedBy, useOpened } from "../opened";
import { useParts } from "./parts";
import { SubscriptionDetails } from "./subscription-details";
import { SubscriptionForm } from "./subscription-form";
import type { SubscriptionValues } from "./subscription-values";

/** What the address asks for: a new subscription, a copy of one, one to change or, for members, to read. */
export function SubscriptionDrawer() {
  const opened = useOpened();
  const params = useSearchParams();
  const subscriptions = useSubscriptions().data;
  const { isReady } = useParts();
  const { isAdmin, reason } = useRole();
  const open = opened.isNew || opened.edit !== null;
  const [last, setLast] = useState(opened);
  if (open && (last.edit !== opened.edit || last.from !== opened.from || last.isNew !== opened.isNew)) setLast(opened);
  if (!subscriptions || !isReady) return null;

  const onOpenChange = (next: boolean) => {
    if (next) changeAddress(last.edit ? openedBy.edit(last.edit) : last.from ? openedBy.copy(last.from) : openedBy.new);
    else changeAddress(openedBy.none, "replace");
  };
  const id = last.edit ?? last.from;
  const found = subscriptions.find((subscription) => subscription.id === id);
  if (last.edit && !found)
    return (
      <Drawer open={open} onOpenChange={onOpenChange} title="There is no such subscription">
        <p className="text-muted-foreground text-sm">It was deleted, or it belongs to another organization.</p>
      </Drawer>
    );
  if (!isAdmin) return <SubscriptionDetails open={open} onOpenChange={onOpenChange} subscription={found} reason={reason} />;

  const linked = (name: string) => params.getAll(name).slice(0, 1);
  const initial: SubscriptionValues = found
    ? { ...found, name: last.edit ? found.name : `${found.name} (copy)`.slice(0, 100) }
    : { name: null, channel_ids: linked("channel_id"), destination_ids: linked("destination_id"), environment: null, enabled: true };
  return <SubscriptionForm key={`${last.edit} ${last.from}`} open={open} onOpenChange={onOpenChange} id={last.edit} initial={initial} />;
}
