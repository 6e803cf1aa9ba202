"use client";

import { ChevronRight } from "lucide-react";
import dynamic from "next/dynamic";
import { memo, useId } from "react";
import { IntegrationIcon } from "@/components/integration-icon";
import { Chip } from "@/components/ui/chip";
import { RelativeTime } from "@/components/ui/relative-time";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useEvent } from "@/lib/client/queries/events";
import { useIntegration } from "@/lib/client/queries/integrations";
import type { EventItemShape } from "@/lib/domain/moments/event";
import { EventStatus, sayEvent, webhookLabel } from "../event/event-status";

const loading = () => <SkeletonRows rows={3} label="Loading the event" />;
const EventInPlace = dynamic(() => import("../event/event-in-place").then((module) => module.EventInPlace), { loading });

export const rowGrid = "@4xl:grid-cols-[5.5rem_5rem_13rem_minmax(0,1fr)_14rem_1rem]";

interface Props {
  event: EventItemShape;
  isOpen: boolean;
  onToggle: (event: EventItemShape, isOpen: boolean) => void;
}

/** Rows are many, and few of them change at a time. */
export const EventRow = memo(({ event: listed, isOpen, onToggle }: Props) => {
  const id = useId();
  // What is open is known better than the list knows it.
  const event = useEvent(listed.id, isOpen).data ?? listed;
  const says = sayEvent(event);
  return (
    <li className="border-b">
      <div
        className={`relative grid grid-cols-[minmax(0,1fr)_auto] items-center gap-x-4 gap-y-1 px-4 py-2 transition-colors hover:bg-accent/60 has-focus-visible:bg-accent has-focus-visible:outline-2 has-focus-visible:outline-ring has-focus-visible:-outline-offset-2 sm:px-6 @4xl:min-h-9 @4xl:py-1 ${rowGrid} ${isOpen ? "bg-accent/40" : ""}`}
      >
        <span className="order-2 text-right text-muted-foreground text-xs @4xl:order-none @4xl:text-left">
          <RelativeTime iso={event.received_at} className="relative z-1" />
        </span>
        <span className="order-4 flex items-center gap-2 @4xl:order-none">
          <EventStatus event={event} />
          {event.corrected && (
            <span className="@4xl:hidden">
              <Chip>Corrected</Chip>
            </span>
          )}
        </span>
        <span className="order-1 flex min-w-0 items-center gap-2 @4xl:order-none">
          <IntegrationIcon integration={event.integration} />
          <IntegrationLabel integration={event.integration} />
          <span className="truncate">{webhookLabel(event)}</span>
        </span>
        <span className="order-3 col-span-2 flex min-w-0 items-center gap-2 @4xl:order-none @4xl:col-span-1">
          <button
            type="button"
            data-row
            aria-expanded={isOpen}
            aria-controls={isOpen ? id : undefined}
            onClick={() => onToggle(listed, !isOpen)}
            title={says}
            className={`min-w-0 text-left outline-none after:absolute after:inset-0 @max-4xl:line-clamp-2 @4xl:truncate ${lookOf(event)}`}
          >
            {says}
          </button>
          {event.corrected && (
            <span className="hidden shrink-0 @4xl:inline">
              <Chip>Corrected</Chip>
            </span>
          )}
        </span>
        <span
          title={event.caller.user_agent}
          className="order-5 max-w-48 truncate text-right text-muted-foreground text-xs @4xl:order-none @4xl:max-w-none @4xl:text-left"
        >
          {event.caller.address} {event.caller.user_agent && `· ${event.caller.user_agent}`}
        </span>
        <ChevronRight
          aria-hidden="true"
          className={`hidden size-4 text-muted-foreground transition-transform @4xl:block ${isOpen ? "rotate-90" : ""}`}
        />
      </div>
      {isOpen && (
        <section id={id} aria-label={`Event ${event.id}`} className="border-t bg-card px-4 py-4 sm:px-6">
          <EventInPlace id={event.id} />
        </section>
      )}
    </li>
  );
});

/** The icon's words, for who does not see it. */
const IntegrationLabel = ({ integration }: { integration: string }) => (
  <span className="sr-only">{useIntegration(integration)?.label ?? integration}: </span>
);

function lookOf({ status, moments }: EventItemShape): string {
  if (status === "error") return "";
  return moments.length > 0 ? "font-medium" : "text-muted-foreground";
}
