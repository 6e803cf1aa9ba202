"use client";

import { useOnce } from "@/components/page/use-once";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/popup/dialog";
import { useToast } from "@/components/ui/popup/toast";
import { Skeleton } from "@/components/ui/skeleton";
import { useChannels } from "@/lib/client/queries/channels";
import { useRetryCount, useRetryMatching } from "@/lib/client/queries/deliveries";
import { alertFilters, type Filters } from "./filter-query";

interface Props {
  query: string;
  filters: Filters;
  open: boolean;
  onOpenChange: (open: boolean) => void;
}

const deliveries = (count: number) => `${count.toLocaleString()} ${count === 1 ? "delivery" : "deliveries"}`;

/** Names how many deliveries a retry of everything that matches sends again, then does it. */
export function RetryDialog({ query, filters, open, onOpenChange }: Props) {
  const { data, error, refetch } = useRetryCount(open ? query : null);
  const retry = useRetryMatching();
  const { show } = useToast();
  const once = useOnce();
  const count = data?.count;

  function start() {
    if (count === undefined) return;
    once(() => {
      onOpenChange(false);
      show({ title: `Retrying ${deliveries(count)}…`, timeoutMs: 2_000 });
      return retry.mutateAsync(query, {
        onSuccess: (done) =>
          show({ tone: "success", title: `${deliveries(done.count)} will be sent again`, description: "The list shows how they fare." }),
        onError: ({ message }) => show({ tone: "error", title: "Nothing was retried", description: message }),
      });
    });
  }

  return (
    <Dialog
      open={open}
      onOpenChange={onOpenChange}
      title="Retry all that match"
      footer={
        <>
          <Button onClick={() => onOpenChange(false)}>Cancel</Button>
          <Button variant="primary" disabled={!count || retry.isPending} onClick={start}>
            {count ? `Retry ${deliveries(count)}` : "Retry"}
          </Button>
        </>
      }
    >
      <div className="grid grid-cols-1 gap-3 text-sm">
        {error ? (
          <p role="alert" className="text-destructive">
            {error.message}{" "}
            <Button size="sm" onClick={() => void refetch()}>
              Try again
            </Button>
          </p>
        ) : (
          <Count count={count} status={filters.status} />
        )}
        <Narrowing filters={filters} />
      </div>
    </Dialog>
  );
}

const whats: Record<string, string> = {
  failed: "failed",
  skipped: "skipped",
  sent: "sent",
};

function Count({ count, status }: { count: number | undefined; status: string | undefined }) {
  if (count === undefined) return <Skeleton className="h-5 w-3/4" />;
  const what = whats[status ?? ""] ?? "failed or skipped";
  if (count === 0) return <p>Nothing to retry: no {what} delivery matches. Those of a destination that is disabled stay as they are.</p>;
  return (
    <p className="text-pretty">
      <strong className="font-semibold tabular-nums">{deliveries(count)}</strong> that {count === 1 ? "is" : "are"} {what} will be sent
      again, with a fresh schedule. {status === "sent" && "They arrived already: each receiver gets them a second time. "}Those of a
      destination that is disabled stay as they are.
    </p>
  );
}

/** The filter in words, so that nobody retries more than they meant to. */
function Narrowing({ filters }: { filters: Filters }) {
  const all = alertFilters.describe(filters, { channel: useChannels().data?.map(({ id, name }) => ({ value: id, label: name })) });
  if (all.length === 0) return <p className="text-warning">No filter is set: this is the whole history.</p>;
  return (
    <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-3 gap-y-1 rounded-md border bg-muted/40 px-3 py-2 text-xs">
      {all.map(({ name, label, value }) => (
        <div key={name} className="contents">
          <dt className="text-muted-foreground">{label}</dt>
          <dd className="[overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
