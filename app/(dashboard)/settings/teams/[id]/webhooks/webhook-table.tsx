"use client";

import Link from "next/link";
import { IntegrationIcon } from "@/components/integration-icon";
import { RelativeTime } from "@/components/ui/relative-time";
import { Table, Td, Th, Thead, Tr } from "@/components/ui/table";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { WebhookShape } from "@/lib/domain/moments/webhook";
import { addressOf } from "./address";
import { StandingChip } from "./standing-chip";
import { TokenCell } from "./token/token-cell";

export const WebhookTable = ({ webhooks }: { webhooks: readonly WebhookShape[] }) => (
  <Table label="Webhooks" className="table-fixed">
    <Thead>
      <tr>
        <Th>Label</Th>
        <Th className="w-36 max-lg:hidden">Type</Th>
        <Th className="w-60 max-md:hidden">Token</Th>
        <Th className="w-28 max-sm:hidden">Last event</Th>
        <Th className="w-46 max-sm:hidden">Expires</Th>
      </tr>
    </Thead>
    <tbody>
      {webhooks.map((webhook) => (
        <WebhookRow key={webhook.id} webhook={webhook} />
      ))}
    </tbody>
  </Table>
);

function WebhookRow({ webhook }: { webhook: WebhookShape }) {
  const { label, integration, last_event_at: last, replaced_by: replacedBy } = webhook;
  const type = useIntegration(integration)?.label ?? integration;
  const lastEvent = last ? <RelativeTime iso={last} /> : "Never";
  return (
    <Tr className="relative">
      <Td>
        <Link
          href={addressOf(webhook)}
          data-row
          title={label}
          className="flex items-center gap-2 font-medium after:absolute after:inset-0 hover:underline"
        >
          <IntegrationIcon integration={integration} />
          <span className="truncate">{label}</span>
        </Link>
        <span className="flex flex-wrap items-center gap-x-2 gap-y-1 pl-6 text-muted-foreground text-xs">
          <span className="lg:hidden">{type}</span>
          <span className="sm:hidden">{last ? lastEvent : "No event yet"}</span>
          {replacedBy && <span>Replaced by a rotation</span>}
          {webhook.expires_at && (
            <span className="sm:hidden">
              <StandingChip webhook={webhook} />
            </span>
          )}
        </span>
        <span className="block pl-6 md:hidden">
          <TokenCell webhook={webhook} />
        </span>
      </Td>
      <Td className="truncate text-muted-foreground max-lg:hidden">{type}</Td>
      <Td className="max-md:hidden">
        <TokenCell webhook={webhook} />
      </Td>
      <Td className="text-muted-foreground text-xs max-sm:hidden">{lastEvent}</Td>
      <Td className="max-sm:hidden">
        {webhook.expires_at ? <StandingChip webhook={webhook} /> : <span className="text-muted-foreground text-xs">Never</span>}
      </Td>
    </Tr>
  );
}
