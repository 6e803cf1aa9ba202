import Link from "next/link";
import { KindIcon } from "@/components/kind-icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { Sparkline } from "@/components/ui/sparkline";
import { useKind } from "@/lib/client/queries/kinds";
import type { DestinationShape } from "@/lib/domain/delivering/destination";
import type { DestinationHealthShape } from "@/lib/domain/delivering/destination-health";
import { plural } from "@/lib/domain/words";
import { EnabledSwitch } from "./enabled-switch";
import { LastError, Standing } from "./health-words";

interface Props {
  destinations: readonly DestinationShape[];
  /** Undefined while it loads. */
  health: readonly DestinationHealthShape[] | undefined;
  isHealthMissing: boolean;
}

const head = "px-2 py-2 text-left font-normal text-muted-foreground text-xs first:pl-6 last:pr-6";
/** A row is a table's row where there is room, else a few lines. */
const rowLook =
  "relative flex flex-wrap items-center gap-x-4 gap-y-1.5 border-b px-4 py-3 transition-colors hover:bg-accent/60 has-[a:focus-visible]:bg-accent has-[a:focus-visible]:outline-2 has-[a:focus-visible]:outline-ring has-[a:focus-visible]:-outline-offset-2 sm:px-6 @4xl:table-row @4xl:h-12";
const cell = "@4xl:px-2 @4xl:py-1.5 @4xl:first:pl-6 @4xl:last:pr-6";

export function DestinationTable({ destinations, health, isHealthMissing }: Props) {
  return (
    <div className="@container border-t">
      <table aria-label="Destinations" className="block w-full table-fixed text-sm @4xl:table">
        <thead className="sr-only @4xl:not-sr-only @4xl:table-header-group">
          <tr className="border-b">
            <th scope="col" className={head}>
              Destination
            </th>
            <th scope="col" className={`${head} w-32`}>
              Used by
            </th>
            <th scope="col" className={`${head} w-28`}>
              Last success
            </th>
            <th scope="col" className={`${head} w-[30%]`}>
              Last error
            </th>
            <th scope="col" className={`${head} w-32`}>
              Last 24 h
            </th>
            <th scope="col" className={`${head} w-20 text-right`}>
              Enabled
            </th>
          </tr>
        </thead>
        <tbody className="block @4xl:table-row-group">
          {destinations.map((destination) => (
            <DestinationRow
              key={destination.id}
              destination={destination}
              health={health?.find(({ destination_id: id }) => id === destination.id)}
              isHealthMissing={isHealthMissing}
            />
          ))}
        </tbody>
      </table>
    </div>
  );
}

interface RowProps {
  destination: DestinationShape;
  health: DestinationHealthShape | undefined;
  isHealthMissing: boolean;
}

function DestinationRow({ destination, health, isHealthMissing }: RowProps) {
  const { id, name, target, enabled } = destination;
  const kind = useKind(destination.kind);
  const waiting = isHealthMissing ? <Unknown /> : <Skeleton className="h-3 w-14" />;
  return (
    <tr className={rowLook}>
      <td className={`order-1 w-[calc(100%-3.5rem)] @4xl:w-auto ${cell}`}>
        <span className="flex min-w-0 items-center gap-3">
          <KindIcon kind={destination.kind} className="size-5" />
          <span className="grid min-w-0">
            <Link
              href={`/alerts/destinations/${id}`}
              prefetch={false}
              data-row
              className={`truncate font-medium outline-none after:absolute after:inset-0 ${enabled ? "" : "text-muted-foreground"}`}
            >
              {name}
            </Link>
            <span className="truncate text-muted-foreground text-xs" title={target}>
              {[kind?.label ?? destination.kind, target].filter(Boolean).join(" · ")}
            </span>
            <Standing destination={destination} health={health} />
          </span>
        </span>
      </td>
      <td className={`order-3 pl-8 text-xs @4xl:pl-2 ${cell}`}>{health ? <UsedBy count={health.subscriptions} /> : waiting}</td>
      <td className={`order-4 text-xs @max-4xl:before:text-muted-foreground @max-4xl:before:content-['Last_success_'] ${cell}`}>
        {health ? <LastSuccess at={health.last_success_at} /> : waiting}
      </td>
      <td className={`order-6 w-full min-w-0 pl-8 @4xl:pl-2 ${health?.last_error ? "" : "@max-4xl:hidden"} @4xl:w-auto ${cell}`}>
        {health ? <LastError health={health} kind={kind} /> : waiting}
      </td>
      <td className={`order-5 @max-md:hidden @max-4xl:ml-auto ${cell}`}>
        {health ? <Sparkline hours={health.hours} label={`Deliveries of ${name} in the last 24 hours`} /> : waiting}
      </td>
      <td className={`order-2 w-10 text-right @4xl:w-auto ${cell}`}>
        <span className="relative z-1 inline-flex">
          <EnabledSwitch destination={destination} />
        </span>
      </td>
    </tr>
  );
}

const UsedBy = ({ count }: { count: number }) =>
  count === 0 ? (
    <span className="text-muted-foreground">No subscription</span>
  ) : (
    <span className="tabular-nums">{plural(count, "subscription")}</span>
  );

const LastSuccess = ({ at }: { at: string | null }) =>
  at ? <RelativeTime iso={at} className="relative z-1" /> : <span className="text-muted-foreground">Never</span>;

const Unknown = () => (
  <span className="text-muted-foreground text-xs">
    <span aria-hidden="true">–</span>
    <span className="sr-only">Unknown</span>
  </span>
);
