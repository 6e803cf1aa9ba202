"use client";

import { RotateCw } from "lucide-react";
import { StatusLabel } from "@/components/delivery-status";
import { KindIcon } from "@/components/kind-icon";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useRetryDeliveries } from "@/lib/client/queries/alerts";
import { useIsAdmin } from "@/lib/client/queries/me";
import { kindOf } from "@/lib/destinations";
import type { DeliveryShape } from "@/lib/domain/history";
import { adminsOnly } from "./alert-actions";
import { AttemptTimeline } from "./attempt-timeline";
import { sayReason } from "./reason-words";

export function DeliveryCard({ delivery }: { delivery: DeliveryShape }) {
  const isAdmin = useIsAdmin();
  const retry = useRetryDeliveries();
  const { destination, status, next_attempt_at: nextAt } = delivery;
  // What the last attempt met is told by that attempt already.
  const reason = delivery.reason === delivery.attempts.at(-1)?.outcome ? null : delivery.reason;
  return (
    <li className="px-4 py-3">
      <div className="flex min-h-7 items-center gap-3">
        <KindIcon kind={destination.kind} />
        <span className="-ml-1 flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
          <span className="truncate font-medium">{destination.name}</span>
          <span className="text-muted-foreground text-xs">{kindOf(destination.kind)?.label ?? destination.kind}</span>
        </span>
        <span className="flex items-center gap-3">
          <StatusLabel status={status} />
          {status !== "pending" && (
            <Button
              size="sm"
              variant={status === "sent" ? "ghost" : "outline"}
              disabledReason={isAdmin ? null : adminsOnly}
              disabled={retry.isPending}
              aria-label={`Retry ${destination.name}`}
              onClick={() => retry.mutate([delivery.id])}
            >
              <RotateCw aria-hidden="true" className="size-3.5" />
              Retry
            </Button>
          )}
        </span>
      </div>
      {status !== "sent" && reason && <p className="mt-1 pl-6 text-pretty text-sm">{sayReason(reason, destination.kind)}</p>}
      {nextAt && (
        <p className="mt-0.5 pl-6 text-muted-foreground text-xs">
          Next try <RelativeTime iso={nextAt} />
        </p>
      )}
      {retry.error && (
        <p role="alert" className="mt-1 pl-6 text-destructive text-xs">
          {retry.error.message}
        </p>
      )}
      {delivery.attempts.length > 0 && <AttemptTimeline attempts={delivery.attempts} kind={destination.kind} />}
    </li>
  );
}
