"use client";

import Link from "next/link";
import { IntegrationIcon } from "@/components/integration-icon";
import { ListStates } from "@/components/list/list-states";
import { useRowKeys } from "@/components/list/row-keys";
import { PageHeader } from "@/components/ui/page-header";
import { useIntegrations } from "@/lib/client/queries/integrations";
import type { IntegrationShape } from "@/lib/domain/moments/integration";
import { MakeWebhook } from "../make-webhook";

/** Every kind of tool that Hotline understands, with what it sent in the last day. */
export function AllIntegrations() {
  const list = useIntegrations();
  useRowKeys();
  return (
    <>
      <PageHeader
        title="All integrations"
        description="The tools whose requests Hotline understands. Anything else is a custom webhook."
        back={{ href: "/integrations", label: "Webhooks" }}
        actions={<MakeWebhook variant="primary" />}
      />
      <ListStates list={list} loading="Loading integrations" empty={null}>
        {(integrations) => (
          <ul className="border-t">
            {integrations.map((integration) => (
              <Line key={integration.integration} integration={integration} />
            ))}
          </ul>
        )}
      </ListStates>
    </>
  );
}

const Line = ({ integration: { integration, label, summary, contact, counts_24h } }: { integration: IntegrationShape }) => (
  <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2.5 text-sm transition-colors hover:bg-accent/60 has-focus-visible:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2 sm:px-6">
    <span className="flex w-36 shrink-0 items-center gap-2">
      <IntegrationIcon integration={integration} />
      <Link
        href={`/integrations/${integration}/events`}
        prefetch={false}
        data-row
        className="font-medium outline-none after:absolute after:inset-0"
      >
        {label}
      </Link>
    </span>
    <span className="min-w-0 flex-1 basis-72 text-pretty text-muted-foreground">{summary}</span>
    <span className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs tabular-nums sm:w-72 sm:justify-end">
      <Counts counts={counts_24h} contacts={contact !== null} />
    </span>
  </li>
);

function Counts({ counts: { events, error_events, errors }, contacts }: { counts: IntegrationShape["counts_24h"]; contacts: boolean }) {
  if (events === 0 && errors === 0) return <span className="text-muted-foreground">Nothing in 24 hours</span>;
  return (
    <>
      <span className="text-muted-foreground">
        {events.toLocaleString()} {events === 1 ? "event" : "events"} in 24 hours
      </span>
      {error_events > 0 && <span className="text-destructive">{error_events.toLocaleString()} in error</span>}
      {contacts && errors > 0 && (
        <span className="text-warning">
          {errors.toLocaleString()} contact {errors === 1 ? "error" : "errors"}
        </span>
      )}
    </>
  );
}
