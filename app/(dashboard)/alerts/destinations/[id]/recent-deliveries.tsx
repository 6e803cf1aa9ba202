"use client";

import Link from "next/link";
import { useSearchParams } from "next/navigation";
import { StatusLabel, statusLooks } from "@/components/delivery-status";
import { changeAddress } from "@/components/page/address";
import { Button } from "@/components/ui/button";
import { Select } from "@/components/ui/choice/select";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useDeliveries } from "@/lib/client/queries/deliveries";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DeliveryItemShape } from "@/lib/domain/alerts/delivery";
import { sayReason } from "@/lib/domain/alerts/reasons";

type Status = DeliveryItemShape["status"];
const statuses = Object.keys(statusLooks) as Status[];

export function RecentDeliveries({ destinationId, kind }: { destinationId: string; kind: DestinationKindShape | null }) {
  const asked = useSearchParams().get("status");
  const status = statuses.find((each) => each === asked);
  const deliveries = useDeliveries({ destinationId, status });
  return (
    <Section
      title="Deliveries"
      actions={
        <Select aria-label="Status" value={status ?? ""} onChange={(event) => changeAddress({ status: event.target.value }, "replace")}>
          <option value="">Any status</option>
          {statuses.map((name) => (
            <option key={name} value={name}>
              {statusLooks[name].label}
            </option>
          ))}
        </Select>
      }
    >
      <DeliveryList deliveries={deliveries} kind={kind} isFiltered={status !== undefined} />
    </Section>
  );
}

interface ListProps {
  deliveries: ReturnType<typeof useDeliveries>;
  kind: DestinationKindShape | null;
  isFiltered: boolean;
}

function DeliveryList({ deliveries, kind, isFiltered }: ListProps) {
  const { data, error, refetch, isPlaceholderData, hasNextPage, fetchNextPage, isFetchingNextPage } = deliveries;
  if (error && (!data || isPlaceholderData)) return <ErrorState error={error} onRetry={() => void refetch()} />;
  if (!data) return <SkeletonRows rows={5} label="Loading deliveries" />;
  const items = data.pages.flatMap((page) => page.data);
  if (items.length === 0 && !hasNextPage)
    return (
      <p className="rounded-lg border px-4 py-6 text-center text-muted-foreground text-sm">
        {isFiltered ? "No delivery has this status." : "Nothing was delivered here yet."}
      </p>
    );
  return (
    <>
      {items.length === 0 && (
        <p className="rounded-lg border px-4 py-6 text-center text-muted-foreground text-sm">None among the newest deliveries.</p>
      )}
      <ul
        hidden={items.length === 0}
        aria-busy={isPlaceholderData}
        className={`rounded-lg border ${isPlaceholderData ? "opacity-60" : ""}`}
      >
        {items.map((delivery) => (
          <DeliveryEntry key={delivery.id} delivery={delivery} kind={kind} />
        ))}
      </ul>
      {hasNextPage && (
        <div className="flex justify-center pt-4">
          <Button aria-disabled={isFetchingNextPage} onClick={() => !isFetchingNextPage && void fetchNextPage()}>
            {isFetchingNextPage ? "Loading…" : isFiltered ? "Look further back" : "Load older"}
          </Button>
        </div>
      )}
    </>
  );
}

function DeliveryEntry({ delivery, kind }: { delivery: DeliveryItemShape; kind: DestinationKindShape | null }) {
  const { alert, status, reason, attempts, last_error: error, next_attempt_at: nextAt, created_at: at } = delivery;
  const why = status === "sent" ? null : (error ?? (reason && sayReason(reason, kind?.outcomes)));
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2.5 last:border-b-0 hover:bg-accent/60">
      <span className="w-20 shrink-0">
        <StatusLabel status={status} />
      </span>
      <span className="min-w-0 flex-1 basis-52">
        <span className="flex min-w-0 items-baseline gap-2">
          <Link
            href={`/alerts/history/${alert.id}`}
            prefetch={false}
            data-row
            className="truncate font-medium text-sm outline-offset-2 after:absolute after:inset-0"
          >
            {alert.name}
          </Link>
          {alert.environment && <span className="truncate text-muted-foreground text-xs">{alert.environment}</span>}
        </span>
        {why && <span className="block text-pretty text-muted-foreground text-xs">{why}</span>}
      </span>
      <span className="flex flex-wrap gap-x-3 text-muted-foreground text-xs tabular-nums">
        {attempts > 1 && <span>{attempts} attempts</span>}
        {status === "pending" && nextAt && (
          <span>
            Next <RelativeTime iso={nextAt} className="relative z-1" />
          </span>
        )}
        <RelativeTime iso={at} className="relative z-1" />
      </span>
    </li>
  );
}
