"use client";

import { ErrorState } from "@/components/ui/error-state";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { useMoment } from "@/lib/client/queries/moments";
import { dayOf, sayDay } from "./group-days";
import { MomentRow } from "./moment-row";

/** The moment that a link opens, above a list that does not hold it: it is older, or the filters leave it out. */
export function LinkedMoment({ id }: { id: string }) {
  const { data: moment, error, refetch } = useMoment(id);
  if (error instanceof ApiError && error.status === 404)
    return (
      <p role="status" className="border-b bg-muted/30 px-4 py-3 text-muted-foreground text-sm sm:px-6">
        The moment of the link is not here: it is older than what is kept, or of another organization.
      </p>
    );
  if (!moment)
    return error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows rows={2} label="Loading the moment" />;
  return (
    <section aria-labelledby="linked-moment" className="@container text-sm">
      <h2 id="linked-moment" className="flex items-baseline gap-2 border-b px-4 pt-4 pb-1.5 font-medium text-xs sm:px-6">
        From your link
        <time dateTime={moment.created_at} className="font-normal text-muted-foreground">
          {sayDay(dayOf(moment.created_at), Date.now())}
        </time>
      </h2>
      <ul>
        <MomentRow moment={moment} />
      </ul>
    </section>
  );
}
