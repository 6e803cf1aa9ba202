"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { CopyButton } from "@/components/ui/copy-button";
import { linkLook } from "@/components/ui/link-look";
import { sayAbsolute } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { useIntegration } from "@/lib/client/queries/integrations";
import { useTeams } from "@/lib/client/queries/teams";
import type { EventShape } from "@/lib/domain/moments/event";
import { webhookLabel } from "./event-status";
import { VerdictLabel } from "./verdict-label";

/** Where a request came from, and by which ids it is known. */
export function EventFacts({ event, isInPlace }: { event: EventShape; isInPlace: boolean }) {
  const team = useTeams().data?.find(({ id }) => id === event.team_id);
  const label = useIntegration(event.integration)?.label ?? event.integration;
  const { caller } = event;
  return (
    <Section size="sm" title="Request">
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] items-baseline gap-x-4 gap-y-1.5 text-xs">
        <Fact term="Received">
          <time dateTime={event.received_at} className="tabular-nums">
            {sayAbsolute(event.received_at)}
          </time>
        </Fact>
        <Fact term="Webhook">
          {event.webhook && event.team_id ? (
            <Link href={`/settings/teams/${event.team_id}/webhooks/${event.webhook.id}`} prefetch={false} className={linkLook}>
              {event.webhook.label}
            </Link>
          ) : (
            webhookLabel(event)
          )}
        </Fact>
        <Fact term="Integration">
          <Link href={`/integrations/${event.integration}`} prefetch={false} className={linkLook}>
            {label}
          </Link>
        </Fact>
        <Fact term="Team">
          {team ? (
            <Link href={`/settings/teams/${team.id}`} prefetch={false} className={linkLook}>
              {team.name}
            </Link>
          ) : (
            <span className="text-muted-foreground">none</span>
          )}
        </Fact>
        <Fact term="Caller">
          <Copied text={caller.address} label="Copy the caller’s address">
            <code className="break-all font-mono">{caller.address}</code>
          </Copied>
          {caller.user_agent && <span className="block text-muted-foreground">{caller.user_agent}</span>}
        </Fact>
        <Fact term="Signature">
          <VerdictLabel verdict={event.verdict} />
        </Fact>
        {event.request_id && (
          <Fact term="Delivery id">
            <Copied text={event.request_id} label="Copy the sender’s own id">
              <code className="break-all font-mono">{event.request_id}</code>
            </Copied>
          </Fact>
        )}
        {event.retries > 0 && <Fact term="Retried">{event.retries === 1 ? "once" : `${event.retries} times`}</Fact>}
        <Fact term="Id">
          <Copied text={event.id} label="Copy the event’s id">
            <code className="break-all font-mono">{event.id}</code>
          </Copied>
        </Fact>
      </dl>
      {isInPlace && (
        <p>
          <Link
            href={`/integrations/events/${event.id}`}
            prefetch={false}
            className={`inline-flex min-h-6 items-center gap-1 text-xs ${linkLook}`}
          >
            Open as a page
            <ExternalLink aria-hidden="true" className="size-3" />
          </Link>
        </p>
      )}
    </Section>
  );
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <>
    <dt className="text-muted-foreground">{term}</dt>
    <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
  </>
);

export const Copied = ({ text, label, children }: { text: string; label: string; children: ReactNode }) => (
  <span className="-my-1 inline-flex min-w-0 items-center gap-0.5">
    {children}
    <CopyButton text={text} label={label} />
  </span>
);
