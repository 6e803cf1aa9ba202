"use client";

import { Detail } from "@/components/ui/detail";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { WebhookShape } from "@/lib/domain/moments/webhook";

export function SettingsSection({ webhook }: { webhook: WebhookShape }) {
  const { id, integration, expires_at, expired, last_event_at, created_at } = webhook;
  const type = useIntegration(integration)?.label ?? integration;
  return (
    <Section title="Settings">
      <dl className="grid gap-3 rounded-lg border px-4 py-3">
        <Detail label="Type">{type}</Detail>
        <Detail label={expired ? "Expired" : "Expires"}>{expires_at ? <RelativeTime iso={expires_at} /> : "Never"}</Detail>
        <Detail label="Last event">{last_event_at ? <RelativeTime iso={last_event_at} /> : "Never"}</Detail>
        <Detail label="Made">
          <RelativeTime iso={created_at} />
        </Detail>
        <Detail label="Id">
          <code className="select-all font-mono text-xs">{id}</code>
        </Detail>
      </dl>
    </Section>
  );
}
