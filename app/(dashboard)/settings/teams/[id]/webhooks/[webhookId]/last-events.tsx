"use client";

import { CircleCheck, CircleX } from "lucide-react";
import Link from "next/link";
import { LinkButton } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useLastEvents } from "@/lib/client/queries/webhooks";
import type { EventItemShape } from "@/lib/domain/moments/event";
import type { WebhookShape } from "@/lib/domain/moments/webhook";

/** What arrived last, newest first. */
export function LastEvents({ webhook: { id: webhookId, expired } }: { webhook: WebhookShape }) {
  const { data, error, refetch } = useLastEvents(webhookId);
  const hasSome = data !== undefined && data.data.length > 0;
  return (
    <Section
      title="Last events"
      actions={
        hasSome && (
          <LinkButton size="sm" variant="ghost" href={`/integrations?hook=${webhookId}`} prefetch={false}>
            Show all
          </LinkButton>
        )
      }
    >
      {data ? (
        hasSome ? (
          <ul className="rounded-lg border">
            {data.data.map((event) => (
              <EventLine key={event.id} event={event} />
            ))}
          </ul>
        ) : (
          <p className="rounded-lg border px-4 py-6 text-center text-muted-foreground text-sm">
            {expired
              ? "Nothing arrived before the token expired. Calls since then are counted, not kept."
              : "Nothing has arrived yet. What is posted to the URL shows here at once."}
          </p>
        )
      ) : error ? (
        <ErrorState error={error} onRetry={() => void refetch()} />
      ) : (
        <SkeletonRows rows={3} label="Loading events" />
      )}
    </Section>
  );
}

function EventLine({ event: { id, status, reason, moments, moment_count: count, received_at, caller } }: { event: EventItemShape }) {
  const isError = status === "error";
  const names = moments.map(({ name }) => name);
  const title = isError ? (reason ?? "It could not be read.") : (names[0] ?? reason ?? "No moment");
  return (
    <li className="relative flex flex-wrap items-center gap-x-4 gap-y-1 border-b px-4 py-2.5 last:border-b-0 hover:bg-accent/60">
      <span className={`inline-flex w-20 shrink-0 items-center gap-1 text-xs ${isError ? "text-destructive" : "text-success"}`}>
        {isError ? <CircleX aria-hidden="true" className="size-3.5" /> : <CircleCheck aria-hidden="true" className="size-3.5" />}
        {isError ? "Error" : "Success"}
      </span>
      <span className="min-w-0 flex-1 basis-48 max-sm:order-last max-sm:basis-full">
        <Link
          href={`/integrations/events/${id}`}
          prefetch={false}
          data-row
          className="line-clamp-2 text-sm outline-offset-2 [overflow-wrap:anywhere] after:absolute after:inset-0"
        >
          {title}
          {count > 1 && !isError && ` and ${(count - 1).toLocaleString()} more`}
        </Link>
        <span title={caller.user_agent} className="block truncate text-muted-foreground text-xs">
          {[moments[0]?.type, caller.user_agent || "no user agent"].filter(Boolean).join(" · ")}
        </span>
      </span>
      <RelativeTime iso={received_at} className="relative z-1 text-muted-foreground text-xs max-sm:ml-auto" />
    </li>
  );
}
