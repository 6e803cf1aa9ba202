import Link from "next/link";
import { memo } from "react";
import { ActionLabel } from "@/components/alert/action-label";
import { DeliverySummary } from "@/components/delivery-status";
import { SeverityLabel } from "@/components/severity";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import type { AlertItemShape } from "@/lib/domain/alerts/alert";

const head = "px-2 py-2 text-left font-normal text-muted-foreground text-xs first:pl-6 last:pr-6";
/** A row is a table's row where there is room, else a few lines: name and time, what it is, what became of it. */
const rowLook =
  "relative flex scroll-mt-12 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-2.5 transition-colors hover:bg-accent/60 has-focus-visible:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2 sm:px-6 md:scroll-mt-0 @4xl:table-row @4xl:h-9";
const cell = "@max-4xl:flex @max-4xl:items-center @4xl:px-2 @4xl:py-1 @4xl:first:pl-6 @4xl:last:pr-6";

export function AlertTable({ alerts }: { alerts: readonly AlertItemShape[] }) {
  return (
    <div className="@container">
      <table className="block w-full table-fixed text-sm @4xl:table">
        <thead className="sr-only @4xl:not-sr-only @4xl:table-header-group">
          <tr className="border-b">
            <th scope="col" className={`${head} w-28`}>
              Time
            </th>
            <th scope="col" className={`${head} w-24`}>
              Severity
            </th>
            <th scope="col" className={head}>
              Name
            </th>
            <th scope="col" className={`${head} w-[21%]`}>
              Channels
            </th>
            <th scope="col" className={`${head} w-28`}>
              Environment
            </th>
            <th scope="col" className={`${head} w-20`}>
              Source
            </th>
            <th scope="col" className={`${head} w-64`}>
              Deliveries
            </th>
          </tr>
        </thead>
        <tbody className="block @4xl:table-row-group">
          {alerts.map((alert) => (
            <AlertRow key={alert.id} alert={alert} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** Rows are many, and few of them change at a time. */
const AlertRow = memo(({ alert }: { alert: AlertItemShape }) => (
  <tr className={rowLook}>
    <td className={`order-2 w-23 justify-end text-right text-muted-foreground text-xs @4xl:w-auto @4xl:text-left ${cell}`}>
      <RelativeTime iso={alert.created_at} className="relative z-1" />
    </td>
    <td className={`order-3 ${cell} @max-4xl:empty:hidden`}>
      <SeverityLabel severity={alert.severity} />
    </td>
    <td className={`order-1 w-[calc(100%-6.5rem)] @4xl:w-auto ${cell}`}>
      <span className="flex min-w-0 items-center gap-2">
        <Link
          href={`/alerts/history/${alert.id}`}
          prefetch={false}
          data-row
          className="truncate font-medium outline-none after:absolute after:inset-0"
        >
          {alert.name}
        </Link>
        <ActionLabel alert={alert} />
      </span>
    </td>
    <td className={`order-7 ${cell} @max-4xl:empty:hidden`}>
      <Channels channels={alert.channels} />
    </td>
    <td className={`order-4 max-w-40 truncate text-xs @max-4xl:empty:hidden @4xl:max-w-none ${cell}`}>{alert.environment}</td>
    <td className={`order-5 max-w-32 truncate text-muted-foreground text-xs @4xl:max-w-none ${cell}`}>{alert.source}</td>
    <td className={`order-6 ${cell}`}>
      <DeliverySummary alert={alert} />
    </td>
  </tr>
));

/** Chips shown before the rest is counted. */
const maxChips = 2;

function Channels({ channels }: { channels: AlertItemShape["channels"] }) {
  if (channels.length === 0) return null;
  const rest = channels.slice(maxChips);
  return (
    <span className="flex min-w-0 flex-wrap gap-1">
      {channels.slice(0, maxChips).map(({ id, name }) => (
        <Chip key={id} title={name}>
          {name}
        </Chip>
      ))}
      {rest.length > 0 && <Chip title={rest.map(({ name }) => name).join(", ")}>+{rest.length}</Chip>}
    </span>
  );
}
