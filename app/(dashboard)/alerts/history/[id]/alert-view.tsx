"use client";

import { BellOff } from "lucide-react";
import Link from "next/link";
import { buttonLook } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { useAlert } from "@/lib/client/queries/alerts";
import { AlertHeader } from "./alert-header";
import { Deliveries } from "./deliveries";
import { Payload } from "./payload";
import { Why } from "./why";

export function AlertView({ id }: { id: string }) {
  const { data: alert, error, refetch } = useAlert(id);

  if (!alert) {
    return (
      <>
        <h1 className="sr-only">Alert</h1>
        <Missing error={error} onRetry={() => void refetch()} />
      </>
    );
  }
  return (
    <article>
      {error && <StaleNotice error={error} onRetry={() => void refetch()} />}
      <AlertHeader alert={alert} />
      <div className="grid gap-x-8 gap-y-8 px-4 py-5 sm:px-6 xl:grid-cols-[minmax(0,1fr)_22rem]">
        <div className="grid min-w-0 content-start gap-8">
          <Deliveries alert={alert} />
          <Payload source={alert.payloadText} />
        </div>
        <Why alert={alert} />
      </div>
    </article>
  );
}

function Missing({ error, onRetry }: { error: Error | null; onRetry: () => void }) {
  if (!error) return <SkeletonRows label="Loading the alert" />;
  if (error instanceof ApiError && error.status === 404) return <NoSuchAlert />;
  return <ErrorState error={error} onRetry={onRetry} />;
}

const NoSuchAlert = () => (
  <EmptyState
    icon={BellOff}
    title="There is no such alert"
    text="It may be older than the history that is kept, or of another organization."
  >
    <Link href="/alerts/history" className={buttonLook()}>
      Go to History
    </Link>
  </EmptyState>
);
