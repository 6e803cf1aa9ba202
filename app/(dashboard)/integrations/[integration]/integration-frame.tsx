"use client";

import { SearchX } from "lucide-react";
import { useSelectedLayoutSegment } from "next/navigation";
import type { ReactNode } from "react";
import { IntegrationIcon } from "@/components/integration-icon";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState } from "@/components/ui/error-state";
import { LinkTabs } from "@/components/ui/link-tabs";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useIntegrations } from "@/lib/client/queries/integrations";
import { MakeWebhook } from "../make-webhook";
import { Setup } from "./setup";

/** What an integration's pages have in common: what it is, how to connect it, and its two tabs. */
export function IntegrationFrame({ name, children }: { name: string; children: ReactNode }) {
  const { data, error, refetch } = useIntegrations();
  const current = useSelectedLayoutSegment();
  if (!data)
    return (
      <>
        <PageHeader title="Integration" />
        {error ? <ErrorState error={error} onRetry={() => void refetch()} /> : <SkeletonRows label="Loading the integration" />}
      </>
    );
  const found = data.find(({ integration }) => integration === name);
  if (!found) return <Unknown />;
  const { label, summary, counts_24h: counts } = found;
  const tab = (slug: string, text: string) => ({ href: `/integrations/${name}/${slug}`, label: text, current: slug === current });
  return (
    <>
      <PageHeader
        title={
          <span className="flex items-center gap-2">
            <IntegrationIcon integration={name} className="size-5" />
            {label}
          </span>
        }
        description={summary}
        actions={<MakeWebhook type={name} />}
      />
      <Setup integration={found} />
      <LinkTabs
        label={label}
        tabs={[tab("events", "Events"), tab("errors", counts.errors > 0 ? `Errors ${counts.errors}` : "Errors")]}
        className="mb-3 px-4 sm:px-6"
      />
      {children}
    </>
  );
}

const Unknown = () => (
  <>
    <h1 className="sr-only">Integration</h1>
    <EmptyState icon={SearchX} title="There is no such integration" text="Whatever it is, a custom webhook can receive it.">
      <LinkButton href="/integrations/all">All integrations</LinkButton>
    </EmptyState>
  </>
);
