"use client";

import { ExternalLink } from "lucide-react";
import Link from "next/link";
import type { ReactNode } from "react";
import { Markdown } from "@/components/markdown";
import { sayAbsolute } from "@/components/ui/relative-time";
import { useIntegration } from "@/lib/client/queries/integrations";
import { useTeams } from "@/lib/client/queries/teams";
import type { MomentShape } from "@/lib/domain/moments/moment";

/** What a moment says, what its tool told afterwards, and where it comes from. */
export function MomentDetails({ moment }: { moment: MomentShape }) {
  const tool = useIntegration(moment.integration)?.label ?? moment.integration;
  const team = useTeams().data?.find(({ id }) => id === moment.team_id);
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      {moment.description ? (
        <Markdown id={moment.id}>{moment.description}</Markdown>
      ) : (
        <p className="text-muted-foreground text-sm">It came without a description.</p>
      )}
      {moment.enrichment && (
        <section aria-label={`More from ${tool}`} className="max-w-prose rounded-md border bg-background px-3 py-2.5">
          <h3 className="mb-1.5 text-muted-foreground text-xs">Hotline asked {tool} for more</h3>
          <Markdown id={`${moment.id}-more`}>{moment.enrichment}</Markdown>
        </section>
      )}
      <dl className="grid grid-cols-[auto_minmax(0,1fr)] gap-x-4 gap-y-1 text-xs">
        <Fact label="Occurred">
          <time dateTime={moment.occurred_at}>{sayAbsolute(moment.occurred_at)}</time>
        </Fact>
        <Fact label="Source">
          <Source moment={moment} />
        </Fact>
        {moment.team_id && (
          <Fact label="Team">
            {team ? (
              <Link href={`/settings/teams/${team.id}`} className="underline underline-offset-2">
                {team.name}
              </Link>
            ) : (
              "Deleted since"
            )}
          </Fact>
        )}
        <Fact label="Event">
          <Link href={`/integrations/events/${moment.event_id}`} className="underline underline-offset-2">
            The request, and its alert
          </Link>
        </Fact>
      </dl>
    </div>
  );
}

const Fact = ({ label, children }: { label: string; children: ReactNode }) => (
  <>
    <dt className="text-muted-foreground">{label}</dt>
    <dd className="min-w-0 [overflow-wrap:anywhere]">{children}</dd>
  </>
);

/** The link that the sender gave. The door takes http and https only; so does the page. */
function Source({ moment: { source, source_url: url } }: { moment: MomentShape }) {
  if (!url || !/^https?:\/\//i.test(url)) return source ?? "Not named";
  return (
    <a
      href={url}
      target="_blank"
      rel="noopener noreferrer nofollow"
      title={url}
      className="inline-flex max-w-full items-center gap-1 underline underline-offset-2"
    >
      <span className="min-w-0 truncate">{source ?? url}</span>
      <ExternalLink aria-hidden="true" className="size-3 shrink-0" />
      <span className="sr-only"> (opens in a new tab)</span>
    </a>
  );
}
