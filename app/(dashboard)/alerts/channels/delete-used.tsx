"use client";

import Link from "next/link";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/popup/dialog";
import { useToast } from "@/components/ui/popup/toast";
import type { ChannelShape } from "@/lib/domain/routing/channel";
import type { SubscriptionShape } from "@/lib/domain/routing/subscription";

interface Props {
  open: boolean;
  onOpenChange: (open: boolean) => void;
  channel: ChannelShape;
  /** The subscriptions that listen to it. */
  using: readonly SubscriptionShape[];
  onDisable: () => void;
  onDelete: () => Promise<unknown>;
}

/** What deleting a channel would take away from subscriptions, and the choice to disable it instead. */
export function DeleteUsed({ open, onOpenChange, channel, using, onDisable, onDelete }: Props) {
  const { show } = useToast();
  const [isBusy, setBusy] = useState(false);

  async function deleteIt(): Promise<void> {
    if (isBusy) return;
    setBusy(true);
    try {
      await onDelete();
      onOpenChange(false);
      show({ title: `Deleted ${channel.name}` });
    } catch (error) {
      show({ tone: "error", title: "That could not be deleted", description: error instanceof Error ? error.message : undefined });
    } finally {
      setBusy(false);
    }
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title={`Delete ${channel.name}?`}
      description={
        using.length === 0
          ? "No subscription listens to it any more. This cannot be undone."
          : `${using.length === 1 ? "This subscription listens" : `These ${using.length} subscriptions listen`} to it and would lose it. This cannot be undone.`
      }
      footer={
        <>
          <Button variant="ghost" onClick={() => onOpenChange(false)}>
            Cancel
          </Button>
          {channel.enabled && (
            <Button
              onClick={() => {
                onOpenChange(false);
                onDisable();
              }}
            >
              Disable instead
            </Button>
          )}
          <Button variant="destructive" onClick={() => void deleteIt()} disabledReason={isBusy ? "Deleting…" : null}>
            Delete channel
          </Button>
        </>
      }
    >
      <ul className="grid max-h-56 gap-1.5 overflow-y-auto text-sm">
        {using.map(({ id, name, channel_ids }) => (
          <li key={id} className="min-w-0 [overflow-wrap:anywhere]">
            <Link href={`/alerts/subscriptions?edit=${id}`} className="rounded-sm font-medium hover:underline">
              {name}
            </Link>
            <span className={`block text-xs ${channel_ids.length === 1 ? "text-warning" : "text-muted-foreground"}`}>
              {channel_ids.length === 1
                ? "It would listen to nothing, and send nothing."
                : `${channel_ids.length - 1} other channels stay.`}
            </span>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}
