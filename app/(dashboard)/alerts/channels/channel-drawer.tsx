"use client";

import { useState } from "react";
import { changeAddress } from "@/components/address";
import { Drawer } from "@/components/ui/drawer";
import { useChannels } from "@/lib/client/queries/channels";
import { useRole } from "@/lib/client/queries/me";
import { openedBy, useOpened } from "../opened";
import { ChannelDetails } from "./channel-details";
import { ChannelForm } from "./channel-form";
import { noChannel } from "./channel-values";

/** What the address asks for: a new channel, a copy of one, one to change or, where it cannot be changed, to read. */
export function ChannelDrawer() {
  const opened = useOpened();
  const channels = useChannels().data;
  const { isAdmin, reason } = useRole();
  const open = opened.isNew || opened.edit !== null;
  const [last, setLast] = useState(opened);
  if (open && (last.edit !== opened.edit || last.from !== opened.from || last.isNew !== opened.isNew)) setLast(opened);
  if (!channels) return null;

  const onOpenChange = (next: boolean) => {
    if (next) changeAddress(last.edit ? openedBy.edit(last.edit) : last.from ? openedBy.copy(last.from) : openedBy.new);
    else changeAddress(openedBy.none, "replace");
  };
  const found = channels.find(({ id }) => id === (last.edit ?? last.from));
  if (found && last.edit && (found.system || !isAdmin))
    return <ChannelDetails key={found.id} open={open} onOpenChange={onOpenChange} channel={found} reason={reason} />;
  if (last.edit && !found)
    return (
      <Drawer open={open} onOpenChange={onOpenChange} title="There is no such channel">
        <p className="text-muted-foreground text-sm">It was deleted, or it belongs to another organization.</p>
      </Drawer>
    );
  if (!isAdmin)
    return (
      <Drawer open={open} onOpenChange={onOpenChange} title="New channel">
        <p className="text-muted-foreground text-sm">{reason}</p>
      </Drawer>
    );
  const initial = found ? { ...found, name: last.edit ? found.name : `${found.name} (copy)`.slice(0, 100) } : noChannel;
  return <ChannelForm key={`${last.edit} ${last.from}`} open={open} onOpenChange={onOpenChange} id={last.edit} initial={initial} />;
}
