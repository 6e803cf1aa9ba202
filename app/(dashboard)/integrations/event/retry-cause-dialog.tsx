"use client";

import { Fragment } from "react";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/popup/dialog";
import { Skeleton } from "@/components/ui/skeleton";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { CauseChoice } from "./retry-cause";
import { useRetryAll } from "./use-retry-all";

interface Props {
  choice: CauseChoice;
  /** When the question was asked. */
  at: string;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const events = (count: number) => `${count.toLocaleString()} ${count === 1 ? "event" : "events"}`;

/** Names how many events are read again, does it, and says how they fare. It may be closed meanwhile. */
export function RetryCauseDialog({ choice, at, open, onOpenChange }: Props) {
  const { count, error, isAdmin, step, problem, done, total, hasMore, good, start } = useRetryAll(choice, at);
  const label = useIntegration(choice.integration)?.label ?? choice.integration;
  const isSigned = choice.cause.startsWith("signature ");
  const close = () => onOpenChange(false);
  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Retry all of this cause"
      footer={
        step === "asking" ? (
          <>
            <Button onClick={close}>Cancel</Button>
            <Button variant="primary" disabled={!count} onClick={start}>
              {count ? `Retry all ${count.toLocaleString()} of this cause` : "Retry"}
            </Button>
          </>
        ) : (
          <Button variant={step === "done" ? "primary" : "outline"} onClick={close}>
            {step === "done" ? "Done" : "Close, it goes on"}
          </Button>
        )
      }
    >
      <div className="grid grid-cols-1 gap-3 text-sm">
        {(problem ?? error) && (
          <p role="alert" className="text-destructive">
            {(problem ?? error)?.message}
          </p>
        )}
        {step === "asking" && count === undefined && !error && <Skeleton className="h-5 w-3/4" />}
        {step === "asking" && count !== undefined && (
          <>
            <p className="text-pretty">
              <strong className="font-semibold tabular-nums">{events(count)}</strong>
              {isAdmin ? " will" : ", as far as they are of your teams, will"} be read once more: as corrected where somebody did so, else
              as received. What is good by now becomes moments and alerts; what is not keeps its reason.
            </p>
            {isSigned && <p className="text-warning">Their signatures were not valid. With a retry you vouch for them.</p>}
          </>
        )}
        {step !== "asking" && (
          <div role="status" className="grid gap-2">
            <progress aria-label="Events read again" value={done} max={Math.max(total, 1)} className="h-1.5 w-full accent-primary" />
            <p className="tabular-nums">
              {step === "running"
                ? `${done.toLocaleString()} of ${events(total)} read again…`
                : `${events(total)} read again: ${good.toLocaleString()} good now, ${(total - good).toLocaleString()} still in error.`}
            </p>
            {hasMore && <p className="text-muted-foreground">That is as many as one retry takes. Retry again for those that are left.</p>}
          </div>
        )}
        <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md border bg-muted/40 px-3 py-2 text-xs">
          <dt className="text-muted-foreground">Cause</dt>
          <dd className="[overflow-wrap:anywhere]">{choice.cause}</dd>
          <dt className="text-muted-foreground">Integration</dt>
          <dd>{label}</dd>
          {choice.among?.map(({ name, label: filter, value }) => (
            <Fragment key={name}>
              <dt className="text-muted-foreground">{filter}</dt>
              <dd className="[overflow-wrap:anywhere]">{value}</dd>
            </Fragment>
          ))}
          {!choice.among?.length && (
            <>
              <dt className="text-muted-foreground">Among</dt>
              <dd>Everything that was received, of every team</dd>
            </>
          )}
        </dl>
      </div>
    </Dialog>
  );
}
