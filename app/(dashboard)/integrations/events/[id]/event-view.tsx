"use client";

import { SearchX } from "lucide-react";
import { IntegrationIcon } from "@/components/integration-icon";
import { LinkButton } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { useEvent } from "@/lib/client/queries/events";
import { EventDetails } from "../../event/event-details";
import { EventStatus, webhookLabel } from "../../event/event-status";

const back = { href: "/integrations", label: "Webhooks" };

/** One event as a page of its own, for a link. */
export function EventView({ id }: { id: string }) {
  const { data: event, error, refetch } = useEvent(id);
  const retry = () => void refetch();
  if (!event)
    return (
      <>
        <PageHeader title="Event" back={back} />
        {error ? <NotShown error={error} onRetry={retry} /> : <SkeletonRows label="Loading the event" />}
      </>
    );
  const [first, ...others] = event.moments;
  const title = first ? `${first.name}${others.length > 0 ? ` and ${others.length} more` : ""}` : `Event of ${webhookLabel(event)}`;
  return (
    <>
      <PageHeader
        title={title}
        back={back}
        description={
          <span className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <EventStatus event={event} />
            <span className="inline-flex items-center gap-1.5">
              <IntegrationIcon integration={event.integration} />
              {webhookLabel(event)}
            </span>
            <RelativeTime iso={event.received_at} />
            <span className="inline-flex items-center">
              <code className="break-all font-mono text-xs">{event.id}</code>
              <CopyButton text={event.id} label="Copy the id" />
            </span>
          </span>
        }
      />
      {error && <StaleNotice error={error} onRetry={retry} />}
      <div className="border-t px-4 py-5 sm:px-6">
        <EventDetails event={event} />
      </div>
    </>
  );
}

const NotShown = ({ error, onRetry }: { error: Error; onRetry: () => void }) =>
  error instanceof ApiError && error.status === 404 ? (
    <EmptyState icon={SearchX} title="There is no such event" text="It may be older than what is kept, or of another organization.">
      <LinkButton href={back.href}>All events</LinkButton>
    </EmptyState>
  ) : (
    <ErrorState error={error} onRetry={onRetry} />
  );
