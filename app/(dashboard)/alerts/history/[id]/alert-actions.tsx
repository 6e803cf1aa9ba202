"use client";

import { FlaskConical, RotateCcw, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { useEffect } from "react";
import { isShortcut } from "@/components/page/keyboard";
import { useOnce } from "@/components/page/use-once";
import { Button, LinkButton } from "@/components/ui/button";
import { useToast } from "@/components/ui/popup/toast";
import { Tooltip } from "@/components/ui/popup/tooltip";
import { type AlertWithSource, useReplayAlert, useRetryDeliveries } from "@/lib/client/queries/alerts";
import { useRole } from "@/lib/client/queries/me";

export function AlertActions({ alert }: { alert: AlertWithSource }) {
  const router = useRouter();
  const { reason } = useRole();
  const { show } = useToast();
  const replay = useReplayAlert();
  const retry = useRetryDeliveries();
  const once = useOnce();
  const failed = alert.deliveries.filter(({ status }) => status === "failed").map(({ id }) => id);
  const canRetry = failed.length > 0 && !reason && !retry.isPending;
  const refused = (title: string) => (error: Error) => show({ tone: "error", title, description: error.message });
  const retryFailed = () => once(() => retry.mutateAsync(failed, { onError: refused("Not every delivery was retried") }));

  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!canRetry || event.key !== "r" || !isShortcut(event)) return;
      event.preventDefault();
      document.getElementById("retry-failed")?.click();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [canRetry]);

  return (
    <div className="flex flex-wrap items-center gap-2 print:hidden">
      <LinkButton href={testerHref(alert)} prefetch={false}>
        <FlaskConical aria-hidden="true" className="size-3.5" />
        Try this route
      </LinkButton>
      {failed.length > 0 && (
        <Button id="retry-failed" disabledReason={reason} disabled={retry.isPending} aria-keyshortcuts="r" onClick={retryFailed}>
          <RotateCw aria-hidden="true" className="size-3.5" />
          Retry failed
          {failed.length > 1 && <span className="text-muted-foreground tabular-nums">{failed.length}</span>}
        </Button>
      )}
      <Tooltip content={reason ? null : "Publishes this alert anew, through today's configuration"}>
        <Button
          disabledReason={reason}
          disabled={replay.isPending || replay.isSuccess}
          onClick={() =>
            once(() =>
              replay.mutateAsync(alert.id, {
                onSuccess: ({ id }) => {
                  show({ tone: "success", title: "Replayed through today's configuration" });
                  router.push(`/alerts/history/${id}`);
                },
                onError: refused("The alert was not replayed"),
              }),
            )
          }
        >
          <RotateCcw aria-hidden="true" className="size-3.5" />
          Replay
        </Button>
      </Tooltip>
    </div>
  );
}

/** The route tester, filled with this alert. */
function testerHref({ id, name, environment }: AlertWithSource): string {
  const params = new URLSearchParams({ name });
  if (environment) params.set("environment", environment);
  params.set("like", id);
  return `/alerts/test?${params}`;
}
