import Link from "next/link";
import type { ReactNode } from "react";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { Sparkline } from "@/components/ui/sparkline";
import type { DestinationKindShape } from "@/lib/destinations/kind-shape";
import type { DestinationHealthShape } from "@/lib/domain/delivering/destination-health";
import { describeOutcome } from "@/lib/domain/delivering/outcome";
import { isFailing, sayError } from "../health-words";
import { HourTable } from "./hour-table";

interface Props {
  name: string;
  health: DestinationHealthShape | undefined;
  kind: DestinationKindShape | null;
  error: Error | null;
  onRetry: () => void;
}

/** How it has fared in the last 24 hours, and what went wrong last. */
export function Health({ name, health, kind, error, onRetry }: Props) {
  return (
    <Section title="Last 24 hours">
      {health ? (
        <HealthOf name={name} health={health} kind={kind} />
      ) : error ? (
        <ErrorState error={error} onRetry={onRetry} />
      ) : (
        <Skeleton className="h-36 w-full" />
      )}
    </Section>
  );
}

function HealthOf({ name, health, kind }: { name: string; health: DestinationHealthShape; kind: DestinationKindShape | null }) {
  const { hours, pending, last_success_at: success, last_error: error } = health;
  const sum = (key: "sent" | "failed") => hours.reduce((total, hour) => total + hour[key], 0);
  const failed = sum("failed");
  return (
    <div className="rounded-lg border">
      <dl className="flex flex-wrap gap-x-8 gap-y-3 px-4 pt-3">
        <Figure label="Sent">{sum("sent")}</Figure>
        <Figure label="Failed" look={failed > 0 ? "text-destructive" : ""}>
          {failed}
        </Figure>
        <Figure label="Pending" look={pending > 0 ? "text-warning" : ""}>
          {pending >= 1000 ? "1,000+" : pending}
        </Figure>
        <Figure label="Last success">{success ? <RelativeTime iso={success} /> : "Never"}</Figure>
      </dl>
      {hours.some((hour) => hour.sent + hour.failed > 0) ? (
        <div className="px-4 pt-3 pb-2">
          <Sparkline hours={hours} label={`Deliveries of ${name} in the last 24 hours`} className="h-20 w-full" />
          <p aria-hidden="true" className="flex justify-between text-muted-foreground text-xs">
            <span>24 h ago</span>
            <span>now</span>
          </p>
          <HourTable hours={hours} />
        </div>
      ) : (
        <p className="px-4 pt-2 pb-3 text-muted-foreground text-xs">No delivery was sent or failed in this time.</p>
      )}
      {error && <LastError error={error} kind={kind} isFailing={isFailing(health)} />}
    </div>
  );
}

const Figure = ({ label, look = "", children }: { label: string; look?: string; children: ReactNode }) => (
  <div>
    <dt className="text-muted-foreground text-xs">{label}</dt>
    <dd className={`font-medium text-lg tabular-nums ${look}`}>{children}</dd>
  </div>
);

interface LastErrorProps {
  error: NonNullable<DestinationHealthShape["last_error"]>;
  kind: DestinationKindShape | null;
  isFailing: boolean;
}

function LastError({ error, kind, isFailing }: LastErrorProps) {
  const { fix } = describeOutcome(error.outcome, kind?.outcomes);
  return (
    <p className="border-t px-4 py-3 text-pretty text-sm">
      <span className={`font-medium ${isFailing ? "text-destructive" : ""}`}>{isFailing ? "Failing:" : "Last error:"}</span>{" "}
      {sayError(error, kind)} {fix && <span className="text-muted-foreground">{fix}</span>}
      <span className="mt-0.5 flex flex-wrap gap-x-3 text-muted-foreground text-xs">
        <RelativeTime iso={error.at} />
        <code className="font-mono">{error.outcome}</code>
        <Link href={`/alerts/history/${error.alert_id}`} className="text-primary underline underline-offset-2">
          Open the alert
        </Link>
      </span>
    </p>
  );
}
