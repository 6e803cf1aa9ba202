"use client";

import { CircleCheck } from "lucide-react";
import Link from "next/link";
import { LoadOlder } from "@/components/list/load-older";
import { CopyButton } from "@/components/ui/copy-button";
import { ErrorState, StaleNotice } from "@/components/ui/error-state";
import { RelativeTime } from "@/components/ui/relative-time";
import { Section } from "@/components/ui/section";
import { SkeletonRows } from "@/components/ui/skeleton";
import { useIntegrationErrors } from "@/lib/client/queries/integrations";
import type { IntegrationErrorShape, IntegrationShape } from "@/lib/domain/moments/integration";

/** What went wrong when Hotline contacted the tool, newest first. */
export function ErrorList({ integration: { integration, label } }: { integration: IntegrationShape }) {
  const list = useIntegrationErrors(integration);
  const { data, error, refetch } = list;
  const retry = () => void refetch();
  const errors = data?.pages.flatMap((page) => page.data);
  return (
    <Section title="Errors" note={errors?.length ? `when Hotline contacted ${label}` : undefined}>
      {!errors && (error ? <ErrorState error={error} onRetry={retry} /> : <SkeletonRows rows={4} label="Loading errors" />)}
      {errors && error && <StaleNotice error={error} onRetry={retry} />}
      {errors?.length === 0 && (
        <p className="flex items-center gap-2 rounded-lg border border-dashed px-4 py-6 text-muted-foreground text-sm">
          <CircleCheck aria-hidden="true" className="size-4 shrink-0 text-success" />
          Nothing went wrong. Here stands what {label} refused, or why it could not be reached, each with what to do about it.
        </p>
      )}
      {errors && errors.length > 0 && (
        <ul className="divide-y rounded-lg border bg-card">
          {errors.map((entry) => (
            <ErrorEntry key={entry.id} entry={entry} />
          ))}
        </ul>
      )}
      <LoadOlder list={list} />
    </Section>
  );
}

const operations: Record<IntegrationErrorShape["operation"], string> = {
  check: "Testing the connection",
  enrich: "Asking for more about a moment",
};

const ErrorEntry = ({ entry }: { entry: IntegrationErrorShape }) => (
  <li className="grid gap-1 px-4 py-3 text-sm">
    <p className="text-pretty [overflow-wrap:anywhere]">
      <span className="font-medium">{entry.error}</span> {entry.fix && <span className="text-muted-foreground">{entry.fix}</span>}
    </p>
    <p className="flex flex-wrap items-center gap-x-3 gap-y-1 text-muted-foreground text-xs tabular-nums">
      <RelativeTime iso={entry.last_at} />
      <span>{operations[entry.operation]}</span>
      {entry.count > 1 && (
        <span>
          {entry.count.toLocaleString()} times in a row since <RelativeTime iso={entry.created_at} />
        </span>
      )}
      {entry.team && (
        <Link href={`/settings/teams/${entry.team.id}`} prefetch={false} className="underline-offset-2 hover:underline">
          {entry.team.name}
        </Link>
      )}
      {entry.status_code !== null && <span>Status {entry.status_code}</span>}
      <code className="font-mono">{entry.outcome}</code>
      {entry.moment_id && (
        <span className="-my-1 inline-flex items-center">
          <Link
            href={`/integrations/moments?open=${entry.moment_id}`}
            prefetch={false}
            className="text-primary underline-offset-2 hover:underline"
          >
            The moment
          </Link>
          <CopyButton text={entry.moment_id} label="Copy the moment’s id" />
        </span>
      )}
    </p>
  </li>
);
