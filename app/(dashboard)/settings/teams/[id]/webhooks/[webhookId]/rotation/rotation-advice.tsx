"use client";

import { CircleCheck, CircleX, Clock, type LucideIcon } from "lucide-react";
import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { Skeleton } from "@/components/ui/skeleton";
import { useWebhookCallers } from "@/lib/client/queries/webhooks";
import type { WebhookCallersShape, WebhookShape } from "@/lib/domain/moments/webhook";
import { plural } from "@/lib/domain/words";
import { standingOf } from "../../standing";
import { type Advice, adviceOf, refusedOf, sayUse } from "./advice";

const looks: Record<Advice, { icon: LucideIcon; title: string; frame: string; look: string }> = {
  "in-use": {
    icon: Clock,
    title: "The old token is still in use",
    frame: "border-warning/40 bg-warning/10",
    look: "text-warning",
  },
  safe: {
    icon: CircleCheck,
    title: "The old token is safe to expire",
    frame: "border-success/40 bg-success/10",
    look: "text-success",
  },
  refused: {
    icon: CircleX,
    title: "The old token has expired, and is still called",
    frame: "border-destructive/40 bg-destructive/10",
    look: "text-destructive",
  },
  retired: { icon: CircleCheck, title: "The old token has expired", frame: "bg-muted/50", look: "text-success" },
};

/** In words, whether the old token may end; and what to do about it. */
export function RotationAdvice({ old, children }: { old: WebhookShape; children: ReactNode }) {
  const { data: callers } = useWebhookCallers(old.id);
  if (!callers) return <Skeleton className="h-14 w-full" />;
  const advice = adviceOf(standingOf(old, Date.now()), callers);
  const { icon: Icon, title, frame, look } = looks[advice];
  return (
    <div className={`flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg border px-4 py-3 ${frame}`}>
      <Icon aria-hidden="true" className={`mt-0.5 size-4 shrink-0 self-start ${look}`} />
      <div className="min-w-0 flex-1 basis-56 text-pretty text-sm">
        <p role="status" className="font-medium">
          {title}
        </p>
        <p className="text-muted-foreground text-xs">
          <Words advice={advice} old={old} callers={callers} />
        </p>
      </div>
      {children}
    </div>
  );
}

function Words({ advice, old, callers }: { advice: Advice; old: WebhookShape; callers: WebhookCallersShape }) {
  const { last_request_at: last, quiet_since: quiet } = callers;
  const refused = refusedOf(callers);
  const lastTime = last && <RelativeTime iso={last} />;
  const expiry = old.expires_at && <RelativeTime iso={old.expires_at} />;
  if (advice === "in-use")
    return (
      <>
        {sayUse(callers)} The last one was {lastTime}. Give them the new URL; the old token expires {expiry ?? "never"}.
      </>
    );
  if (advice === "safe")
    return (
      <>
        {last && quiet ? (
          <>
            Quiet since <RelativeTime iso={quiet} />: that was its last request.
          </>
        ) : (
          "Nobody has used it in the last 30 days."
        )}{" "}
        It expires {expiry ?? "never"}.
      </>
    );
  if (advice === "refused")
    return (
      <>
        {plural(refused, "request")} refused with 410 since it expired {expiry}; the last one {lastTime}. Give these callers the new URL, or
        bring the old token back meanwhile.
      </>
    );
  return refused > 0 ? (
    <>
      It expired {expiry}. {plural(refused, "request")} came after that, the last one {lastTime}.
    </>
  ) : (
    <>It expired {expiry}, and nobody has called it since.</>
  );
}
