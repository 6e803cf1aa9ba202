"use client";

import { Webhook } from "lucide-react";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { useIntegration } from "@/lib/client/queries/integrations";
import { MakeWebhook } from "../make-webhook";

/** Before anything was received: what an event is, and how to get the first one. */
export function NoEvents({ integration }: { integration: string | undefined }) {
  const label = useIntegration(integration ?? "")?.label;
  return (
    <EmptyState
      icon={Webhook}
      title={label ? `Nothing from ${label} yet` : "No events yet"}
      text="An event is one request that a tool, or a script of yours, sent to a team’s webhook. Make a webhook, paste its URL where the tool asks for one, and whatever it sends shows up here by itself: good or with the reason why not."
    >
      <div className="flex flex-wrap justify-center gap-2">
        {integration === undefined && <LinkButton href="/integrations/all">See what can be connected</LinkButton>}
        <MakeWebhook variant="primary" type={integration} />
      </div>
    </EmptyState>
  );
}
