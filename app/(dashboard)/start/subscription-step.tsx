"use client";

import Link from "next/link";
import { useOnce } from "@/components/page/use-once";
import { Sentence } from "@/components/subscription/sentence";
import { Button } from "@/components/ui/button";
import { useRole } from "@/lib/client/queries/me";
import { everything, useSubscribeToEverything } from "./use-everything";
import type { Progress } from "./use-progress";

export function SubscriptionStep({ progress, isNext }: { progress: Progress; isNext: boolean }) {
  const { channels, destinations, subscription } = progress;
  const { reason } = useRole();
  const subscribe = useSubscribeToEverything(progress);
  const once = useOnce();

  if (subscription) {
    const chosen = <T extends { id: string }>(list: readonly T[], ids: readonly string[]) => list.filter(({ id }) => ids.includes(id));
    const { channel_ids, destination_ids, environment } = subscription;
    return (
      <Sentence subject={{ channels: chosen(channels, channel_ids), destinations: chosen(destinations, destination_ids), environment }} />
    );
  }
  const suggested = [...channels.filter(({ system }) => system), { ...everything, id: "everything", enabled: true, system: false }];
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] justify-items-start gap-3">
      {destinations.length > 0 && <Sentence plain subject={{ channels: suggested, destinations, environment: null }} />}
      <div className="flex flex-wrap items-center gap-x-4 gap-y-2">
        <Button
          variant={isNext ? "primary" : "outline"}
          disabledReason={
            reason ?? (destinations.length === 0 ? "Make a destination first." : subscribe.isPending ? "Subscribing…" : undefined)
          }
          onClick={() => once(() => subscribe.mutateAsync())}
        >
          {subscribe.isPending ? "Subscribing…" : "Subscribe to everything"}
        </Button>
        {isNext && !reason && (
          <Link href="/alerts/subscriptions?new=1" className="text-muted-foreground text-sm underline-offset-2 hover:underline">
            Choose channels myself
          </Link>
        )}
      </div>
      {subscribe.error && (
        <p role="alert" className="text-destructive text-sm">
          {subscribe.error.message}
        </p>
      )}
    </div>
  );
}
