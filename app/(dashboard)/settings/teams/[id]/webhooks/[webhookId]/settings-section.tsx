"use client";

import type { ReactNode } from "react";
import { RelativeTime } from "@/components/ui/relative-time";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { WebhookShape } from "@/lib/domain/webhook";
import { Section } from "./section";

export function SettingsSection({ webhook }: { webhook: WebhookShape }) {
  const { id, integration, expires_at, expired, last_event_at, created_at } = webhook;
  const type = useIntegration(integration)?.label ?? integration;
  return (
    <Section title="Settings">
      <dl className="grid gap-3 rounded-lg border px-4 py-3">
        <Entry label="Type">{type}</Entry>
        <Entry label={expired ? "Expired" : "Expires"}>{expires_at ? <RelativeTime iso={expires_at} /> : "Never"}</Entry>
        <Entry label="Last event">{last_event_at ? <RelativeTime iso={last_event_at} /> : "Never"}</Entry>
        <Entry label="Made">
          <RelativeTime iso={created_at} />
        </Entry>
        <Entry label="Id">
          <code className="select-all font-mono text-xs">{id}</code>
        </Entry>
      </dl>
    </Section>
  );
}

const Entry = ({ label, children }: { label: string; children: ReactNode }) => (
  <div className="min-w-0">
    <dt className="text-muted-foreground text-xs">{label}</dt>
    <dd className="mt-0.5 text-sm [overflow-wrap:anywhere]">{children}</dd>
  </div>
);
