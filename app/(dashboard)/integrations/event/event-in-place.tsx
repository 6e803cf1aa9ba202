"use client";

import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useEvent } from "@/lib/client/queries/events";
import { EventDetails } from "./event-details";

/** An event's details below its row. */
export function EventInPlace({ id }: { id: string }) {
  const { data: event, error, refetch } = useEvent(id);
  const retry = () => void refetch();
  if (!event) return error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonRows rows={3} label="Loading the event" />;
  return (
    <>
      {error && <StaleNotice error={error} onRetry={retry} />}
      <EventDetails event={event} isInPlace />
    </>
  );
}
