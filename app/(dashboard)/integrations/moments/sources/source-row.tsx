import Link from "next/link";
import { IntegrationIcon } from "@/components/integration-icon";
import { withParams } from "@/components/page/address";
import { RelativeTime } from "@/components/ui/relative-time";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { MomentSourceShape } from "@/lib/domain/moments/moment";
import { DayBars } from "./day-bars";

/** One source; it leads to its moments. */
export function SourceRow({ entry: { source, integration, count, last_at, days }, team }: { entry: MomentSourceShape; team?: string }) {
  const tool = useIntegration(integration)?.label ?? integration;
  const name = source ?? `${tool}, no source named`;
  const recent = days.reduce((sum, day) => sum + day.count, 0);
  return (
    <li className="relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1.5 border-b px-4 py-2.5 transition-colors hover:bg-accent/60 has-focus-visible:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2 sm:px-6 @3xl:grid-cols-[minmax(0,1fr)_9rem_8rem_8rem_6rem] @3xl:py-2">
      <span className="flex min-w-0 items-center gap-2">
        <IntegrationIcon integration={integration} />
        <Link
          href={`/integrations/moments${withParams("", { team, source, integration })}`}
          data-row
          className="truncate font-medium outline-none after:absolute after:inset-0"
        >
          {name}
        </Link>
      </span>
      <span className="order-3 truncate text-muted-foreground text-xs @3xl:order-none">{tool}</span>
      <span className="order-2 @3xl:order-none">
        <DayBars days={days} label={`Moments of ${name} in the last 14 days`} />
      </span>
      <span className="order-4 text-right text-xs tabular-nums @3xl:order-none">
        {count.toLocaleString()} in all
        <span className="block text-muted-foreground">{recent.toLocaleString()} in 14 days</span>
      </span>
      <span className="order-5 col-span-2 text-muted-foreground text-xs @3xl:order-none @3xl:col-span-1 @3xl:text-right">
        <span className="@3xl:sr-only">Last </span>
        <RelativeTime iso={last_at} className="relative z-1" />
      </span>
    </li>
  );
}
