"use client";

import { ArrowRight } from "lucide-react";
import { Deliveries } from "@/components/alert/deliveries";
import { LinkButton } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useAlert } from "@/lib/client/queries/alerts";

/** The test that was sent, as it fares. */
export function SentAlert({ id }: { id: string }) {
  const { data: alert, error, refetch } = useAlert(id);
  if (!alert)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={2} label="Loading the test" />;
  return (
    <section aria-label="The test that was sent" className="grid grid-cols-1 gap-4 rounded-lg border border-primary/40 bg-primary/5 p-4">
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="min-w-0 text-sm [overflow-wrap:anywhere]">
          <span className="font-medium">{alert.name}</span> was sent as a test. {alert.said}
        </p>
        <LinkButton href={`/alerts/history/${alert.id}`} size="sm" prefetch={false}>
          Open the alert
          <ArrowRight aria-hidden="true" className="size-3.5" />
        </LinkButton>
      </div>
      <Deliveries alert={alert} />
    </section>
  );
}
