"use client";

import { RotateCw } from "lucide-react";
import Link from "next/link";
import { StatusLabel } from "@/components/delivery-status";
import { KindIcon } from "@/components/kind-icon";
import { useOnce } from "@/components/page/use-once";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { useToast } from "@/components/ui/popup/toast";
import { useRetryDeliveries } from "@/lib/client/queries/alerts";
import { useKind } from "@/lib/client/queries/kinds";
import { useRole } from "@/lib/client/queries/me";
import type { DeliveryShape } from "@/lib/domain/alerts/delivery";
import { AttemptTimeline } from "./attempt-timeline";
import { CountdownTo } from "./countdown-to";

export function DeliveryCard({ delivery }: { delivery: DeliveryShape }) {
  const kind = useKind(delivery.destination.kind);
  const { destination, status, attempts, next_attempt_at: nextAt } = delivery;
  // What the last attempt met is told by that attempt already.
  const said = delivery.reason === attempts.at(-1)?.outcome ? null : delivery.said;
  return (
    <li className="break-inside-avoid px-4 py-3">
      <div className="flex min-h-7 items-center gap-3">
        <KindIcon kind={destination.kind} />
        <span className="-ml-1 flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
          <Link
            href={`/alerts/destinations/${destination.id}`}
            prefetch={false}
            className="truncate font-medium underline-offset-2 hover:underline"
          >
            {destination.name}
          </Link>
          <span className="text-muted-foreground text-xs">{kind?.label ?? destination.kind}</span>
        </span>
        <span className="flex items-center gap-1">
          <span className="mr-1.5 inline-flex">
            <StatusLabel status={status} />
          </span>
          {status !== "pending" && <Retry delivery={delivery} />}
          <span className="print:hidden">
            <CopyButton text={delivery.id} label={`Copy the id of the delivery to ${destination.name}`} />
          </span>
        </span>
      </div>
      {status !== "sent" && said && <p className="mt-1 pl-6 text-pretty text-sm">{said}</p>}
      {nextAt && (
        <p className="mt-0.5 pl-6 text-muted-foreground text-xs">
          {attempts.length === 0 ? "First try " : "Next try "}
          <CountdownTo iso={nextAt} />
        </p>
      )}
      {attempts.length > 0 && <AttemptTimeline attempts={attempts} kind={kind} />}
    </li>
  );
}

function Retry({ delivery: { id, status, destination } }: { delivery: DeliveryShape }) {
  const { reason } = useRole();
  const { show } = useToast();
  const retry = useRetryDeliveries();
  const once = useOnce();
  const send = () =>
    once(() =>
      retry.mutateAsync([id], {
        onError: ({ message }) => show({ tone: "error", title: `${destination.name} was not retried`, description: message }),
      }),
    );
  return (
    <Button
      size="sm"
      variant={status === "sent" ? "ghost" : "outline"}
      disabledReason={reason}
      disabled={retry.isPending}
      aria-label={`Retry ${destination.name}`}
      onClick={send}
      className="print:hidden"
    >
      <RotateCw aria-hidden="true" className="size-3.5" />
      Retry
    </Button>
  );
}
