"use client";

import { ChannelForm } from "@/components/channel/channel-form";
import { noChannel } from "@/components/channel/channel-values";
import { Drawer } from "@/components/ui/popup/drawer";
import { useChannels } from "@/lib/client/queries/channels";
import { useRole } from "@/lib/client/queries/me";
import { beginning } from "@/lib/domain/plain-text";
import { useOpenedDrawer } from "../opened";
import { ChannelDetails } from "./channel-details";

/** What the address asks for: a new channel, a copy of one, one to change or, where it cannot be changed, to read. */
export function ChannelDrawer() {
  const { isOpen, opened, onOpenChange } = useOpenedDrawer();
  const channels = useChannels().data;
  const { isAdmin, reason } = useRole();
  if (!channels) return null;

  const found = channels.find(({ id }) => id === (opened.edit ?? opened.from));
  if (found && opened.edit && (found.system || !isAdmin))
    return <ChannelDetails key={found.id} open={isOpen} onOpenChange={onOpenChange} channel={found} reason={reason} />;
  if (opened.edit && !found)
    return (
      <Drawer open={isOpen} onOpenChange={onOpenChange} title="There is no such channel">
        <p className="text-muted-foreground text-sm">It was deleted, or it belongs to another organization.</p>
      </Drawer>
    );
  if (!isAdmin)
    return (
      <Drawer open={isOpen} onOpenChange={onOpenChange} title="New channel">
        <p className="text-muted-foreground text-sm">{reason}</p>
      </Drawer>
    );
  const initial = found ? { ...found, name: opened.edit ? found.name : beginning(`${found.name} (copy)`, 100) } : noChannel;
  return <ChannelForm key={`${opened.edit} ${opened.from}`} open={isOpen} onOpenChange={onOpenChange} id={opened.edit} initial={initial} />;
}
