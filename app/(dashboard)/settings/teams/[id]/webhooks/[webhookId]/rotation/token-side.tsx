"use client";

import Link from "next/link";
import { type ReactNode, useId } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { useWebhookCallers } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { addressOf } from "../../address";
import { StandingChip } from "../../standing-chip";
import { TokenCell } from "../../token/token-cell";
import { Callers } from "../callers";

interface Props {
  title: string;
  webhook: WebhookShape;
  /** This page is the webhook's own. */
  isHere: boolean;
}

/** One of the two tokens of a rotation, and who uses it. */
export function TokenSide({ title, webhook, isHere }: Props) {
  const id = useId();
  const { data: callers } = useWebhookCallers(webhook.id);
  const refused = callers?.data.reduce((sum, caller) => sum + caller.refused_expired, 0) ?? 0;
  return (
    <section aria-labelledby={id} className="min-w-0 rounded-lg border">
      <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1 px-4 pt-3">
        <h3 id={id} className="font-medium text-sm">
          {title}
        </h3>
        <StandingChip webhook={webhook} />
        {!isHere && (
          <Link href={addressOf(webhook)} className="ml-auto text-xs underline underline-offset-2">
            Its page
          </Link>
        )}
      </div>
      <div className="px-4 pt-1">
        <TokenCell webhook={webhook} what={title.toLowerCase()} withUrl={!isHere && webhook.replaces !== null} />
      </div>
      <dl className="flex flex-wrap gap-x-8 gap-y-2 border-b px-4 pt-2 pb-3">
        <Figure label="Last 24 h">{callers ? callers.requests_24h.toLocaleString("en") : "…"}</Figure>
        <Figure label="Last request">
          {callers?.last_request_at ? <RelativeTime iso={callers.last_request_at} /> : callers ? "Never" : "…"}
        </Figure>
        {callers?.quiet_since && callers.last_request_at && (
          <Figure label="Quiet since">
            <RelativeTime iso={callers.quiet_since} />
          </Figure>
        )}
        {refused > 0 && (
          <Figure label="Refused" look="text-destructive">
            {refused.toLocaleString("en")}
          </Figure>
        )}
      </dl>
      <Callers webhook={webhook} label={`Callers of the ${title.toLowerCase()}`} />
    </section>
  );
}

const Figure = ({ label, look = "", children }: { label: string; look?: string; children: ReactNode }) => (
  <div>
    <dt className="text-muted-foreground text-xs">{label}</dt>
    <dd className={`font-medium text-base tabular-nums ${look}`}>{children}</dd>
  </div>
);
