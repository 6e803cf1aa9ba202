"use client";

import { CircleX } from "lucide-react";
import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/relative-time";
import { useWebhookCallers } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { plural } from "@/lib/domain/words";
import { reasonFor } from "../../reason";
import { refusedOf } from "./advice";

const LongerDialog = dynamic(() => import("./longer-dialog").then((module) => module.LongerDialog), { ssr: false });

/** That a token has ended, who calls it all the same, and the way back. */
export function Expired({ webhook }: { webhook: WebhookShape }) {
  const { data: callers } = useWebhookCallers(webhook.id);
  const [isAsking, setAsking] = useState(false);
  const refused = callers ? refusedOf(callers) : 0;
  return (
    <div className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border border-destructive/40 bg-destructive/10 px-4 py-3">
      <CircleX aria-hidden="true" className="mt-0.5 size-4 shrink-0 self-start text-destructive" />
      <div className="min-w-0 flex-1 basis-56 text-pretty text-sm">
        <p role="status" className="font-medium">
          {refused > 0 ? "The token has expired, and is still called" : "The token has expired"}
        </p>
        <p className="text-muted-foreground text-xs">
          Requests are answered 410.{" "}
          {refused > 0 && callers?.last_request_at && (
            <>
              {plural(refused, "request")} came since then, the last one <RelativeTime iso={callers.last_request_at} />: who sent them
              stands under Callers.{" "}
            </>
          )}
          {callers && refused === 0 && "Nobody has called it since."}
        </p>
      </div>
      <Button size="sm" disabledReason={reasonFor(webhook)} onClick={() => setAsking(true)}>
        Bring it back…
      </Button>
      {isAsking && <LongerDialog webhook={webhook} onClose={() => setAsking(false)} />}
    </div>
  );
}
