"use client";

import { KeyRound, SearchX } from "lucide-react";
import Link from "next/link";
import { LinkButton } from "@/components/ui/button";
import { EmptyState } from "@/components/ui/empty-state";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { PageHeader } from "@/components/ui/page-header";
import { SkeletonRows } from "@/components/ui/skeleton";
import { ApiError } from "@/lib/client/api";
import { useTeam } from "@/lib/client/queries/teams";
import { TeamActions } from "./team-actions";
import { TeamMembers } from "./team-members";
import { WebhooksSection } from "./webhooks/webhooks-section";

const back = { href: "/settings/teams", label: "Teams" };

export function Team({ id }: { id: string }) {
  const { data: team, error, refetch } = useTeam(id);
  const retry = () => void refetch();
  if (!team)
    return (
      <>
        <PageHeader title="Team" back={back} />
        {error ? <NotShown error={error} onRetry={retry} /> : <SkeletonRows label="Loading the team" />}
      </>
    );
  return (
    <>
      <PageHeader title={team.name} back={back} actions={<TeamActions team={team} />} />
      {error && <StaleNotice error={error} onRetry={retry} />}
      <WebhooksSection team={team} />
      <TeamMembers team={team} />
      <section aria-labelledby="keys" className="border-t px-4 py-6 sm:px-6">
        <h2 id="keys" className="font-semibold text-base">
          API keys
        </h2>
        <p className="mt-1 flex items-center gap-2 text-muted-foreground text-sm">
          <KeyRound aria-hidden="true" className="size-4 shrink-0" />
          {sayKeys(team.api_keys)}
          {team.api_keys > 0 && (
            <Link href={`/settings/api-keys?team=${team.id}`} className="text-foreground underline underline-offset-2">
              Show {team.api_keys === 1 ? "it" : "them"}
            </Link>
          )}
        </p>
      </section>
    </>
  );
}

const sayKeys = (count: number) =>
  count === 0
    ? "No API key belongs to this team."
    : count === 1
      ? "1 API key belongs to this team."
      : `${count} API keys belong to this team.`;

const NotShown = ({ error, onRetry }: { error: Error; onRetry: () => void }) =>
  error instanceof ApiError && error.status === 404 ? (
    <EmptyState icon={SearchX} title="There is no such team" text="It was deleted, or belongs to another organization of yours.">
      <LinkButton href={back.href}>All teams</LinkButton>
    </EmptyState>
  ) : (
    <ErrorState error={error} onRetry={onRetry} />
  );
