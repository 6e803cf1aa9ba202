"use client";

import { ErrorState } from "@/components/ui/error-state";
import { Section } from "@/components/ui/section";
import { Skeleton } from "@/components/ui/skeleton";
import { useWebhook } from "@/lib/client/queries/webhooks";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { OldTokenActions } from "./old-token-actions";
import { RotationAdvice } from "./rotation-advice";
import { TokenSide } from "./token-side";

/** The old token and the new one side by side: who still uses the old one, and whether it may end. */
export function Rotation({ webhook }: { webhook: WebhookShape }) {
  const isOld = webhook.replaced_by !== null;
  const other = useWebhook(webhook.replaced_by ?? webhook.replaces);
  const [old, next] = isOld ? [webhook, other.data] : [other.data, webhook];
  if (!old || !next)
    return (
      <Section title="Rotation">
        {other.error ? <ErrorState error={other.error} onRetry={() => void other.refetch()} /> : <Skeleton className="h-48 w-full" />}
      </Section>
    );
  return (
    <Section title="Rotation" note="Callers of the last 30 days, live">
      <div className="grid gap-3">
        <RotationAdvice old={old}>
          <OldTokenActions old={old} />
        </RotationAdvice>
        <div className="grid gap-3 lg:grid-cols-2">
          <TokenSide title="Old token" webhook={old} isHere={isOld} />
          <TokenSide title="New token" webhook={next} isHere={!isOld} />
        </div>
      </div>
    </Section>
  );
}
