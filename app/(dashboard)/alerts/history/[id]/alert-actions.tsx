"use client";

import { RotateCcw, RotateCw } from "lucide-react";
import { useRouter } from "next/navigation";
import { Button } from "@/components/ui/button";
import { type AlertWithSource, useReplayAlert, useRetryDeliveries } from "@/lib/client/queries/alerts";
import { useIsAdmin } from "@/lib/client/queries/me";

export const adminsOnly = "Only an organization's admins can do this.";

export function AlertActions({ alert }: { alert: AlertWithSource }) {
  const router = useRouter();
  const isAdmin = useIsAdmin();
  const replay = useReplayAlert();
  const retry = useRetryDeliveries();
  const failed = alert.deliveries.filter(({ status }) => status === "failed").map(({ id }) => id);
  const disabledReason = isAdmin ? null : adminsOnly;
  const error = replay.error ?? retry.error;
  return (
    <div className="flex flex-wrap items-center gap-2">
      {error && (
        <p role="alert" className="text-destructive text-xs">
          {error.message}
        </p>
      )}
      {failed.length > 0 && (
        <Button disabledReason={disabledReason} disabled={retry.isPending} onClick={() => retry.mutate(failed)}>
          <RotateCw aria-hidden="true" className="size-3.5" />
          Retry failed
        </Button>
      )}
      <Button
        disabledReason={disabledReason}
        disabled={replay.isPending}
        title="Publish this alert anew, through today's configuration"
        onClick={() => replay.mutate(alert.id, { onSuccess: ({ id }) => router.push(`/alerts/history/${id}`) })}
      >
        <RotateCcw aria-hidden="true" className="size-3.5" />
        Replay
      </Button>
    </div>
  );
}
